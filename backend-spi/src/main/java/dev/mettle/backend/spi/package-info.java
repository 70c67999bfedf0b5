/** The contract that a backend implements and the engine calls. */
@NullMarked
package dev.mettle.backend.spi;

import org.jspecify.annotations.NullMarked;
