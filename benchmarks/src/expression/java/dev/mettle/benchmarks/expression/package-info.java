/** The expressions that are measured, and their form as Java source; needs nothing but Java. */
@NullMarked
package dev.mettle.benchmarks.expression;

import org.jspecify.annotations.NullMarked;
