/** Counters, thresholds, compilation in the background and invalidation. */
@NullMarked
package dev.mettle.vm.tier;

import org.jspecify.annotations.NullMarked;
