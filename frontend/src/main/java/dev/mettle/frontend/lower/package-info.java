/** Lowers atoms to IR functions and asks its environment for what it must know. */
@NullMarked
package dev.mettle.frontend.lower;

import org.jspecify.annotations.NullMarked;
