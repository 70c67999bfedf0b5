/**
 * The JMH benchmarks of expressions. Times are those of one call, arguments and result as atoms.
 */
@NullMarked
package dev.mettle.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
