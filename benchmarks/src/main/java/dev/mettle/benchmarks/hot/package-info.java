/** What compiled code has to reach, against Java, another build and Prolog. */
@NullMarked
package dev.mettle.benchmarks.hot;

import org.jspecify.annotations.NullMarked;
