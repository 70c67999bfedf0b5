/** The text form of functions, printed and parsed without loss. */
@NullMarked
package dev.mettle.ir.text;

import org.jspecify.annotations.NullMarked;
