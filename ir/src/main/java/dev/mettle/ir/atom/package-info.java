/** Immutable terms of the language: symbols, variables, expressions and grounded values. */
@NullMarked
package dev.mettle.ir.atom;

import org.jspecify.annotations.NullMarked;
