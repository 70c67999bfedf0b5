/**
 * What compiles: the options, the backends that are found, and the classes that are made of
 * requests. {@link dev.mettle.vm.tier.Tiers} is the way in. Backends are found only when the first
 * function is to be compiled.
 */
@NullMarked
package dev.mettle.vm.tier;

import org.jspecify.annotations.NullMarked;
