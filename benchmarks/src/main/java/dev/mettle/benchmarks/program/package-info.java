/** The programs of the benchmark set, and who runs them. */
@NullMarked
package dev.mettle.benchmarks.program;

import org.jspecify.annotations.NullMarked;
