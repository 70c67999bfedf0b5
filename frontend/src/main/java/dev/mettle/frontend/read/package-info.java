/** Reads program text into atoms, one after the other, and prints them back. */
@NullMarked
package dev.mettle.frontend.read;

import org.jspecify.annotations.NullMarked;
