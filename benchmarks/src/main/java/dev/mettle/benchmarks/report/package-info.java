/** Results as tables, pages and JSON. */
@NullMarked
package dev.mettle.benchmarks.report;

import org.jspecify.annotations.NullMarked;
