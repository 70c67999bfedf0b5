/**
 * Translates functions of programs. One pass over the code of a function both finds out what is
 * known of its values and writes the instructions; it is repeated until nothing new is found, and
 * the last one counts.
 */
@NullMarked
package dev.mettle.backend.jvm.translator.unit;

import org.jspecify.annotations.NullMarked;
