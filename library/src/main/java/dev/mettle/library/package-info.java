/** The standard library: grounded operations and rules. */
@NullMarked
package dev.mettle.library;

import org.jspecify.annotations.NullMarked;
