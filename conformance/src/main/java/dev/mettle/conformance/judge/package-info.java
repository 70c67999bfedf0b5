/** Who says what the right answer is: the tree-walker. */
@NullMarked
package dev.mettle.conformance.judge;

import org.jspecify.annotations.NullMarked;
