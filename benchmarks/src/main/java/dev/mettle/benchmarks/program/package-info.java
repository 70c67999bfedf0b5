/** Whole programs, each as processes of two sizes whose difference counts. */
@NullMarked
package dev.mettle.benchmarks.program;

import org.jspecify.annotations.NullMarked;
