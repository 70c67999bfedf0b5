/** What is measured: one expression, run by each tier in the same way. */
@NullMarked
package dev.mettle.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
