/** After how many runs a class has paid for its generation. */
@NullMarked
package dev.mettle.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
