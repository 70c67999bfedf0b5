/**
 * Who says what the right answer is: a plain reference of the value operations, and the
 * tree-walker.
 */
@NullMarked
package dev.mettle.conformance.judge;

import org.jspecify.annotations.NullMarked;
