/** Whole processes: what they take, and what heap they need. */
@NullMarked
package dev.mettle.benchmarks.process;

import org.jspecify.annotations.NullMarked;
