/** The programs of the benchmark set, once more by hand in Java. */
@NullMarked
package dev.mettle.benchmarks.twin;

import org.jspecify.annotations.NullMarked;
