/**
 * Runs compiled units of functions without an engine: a machine of a few lines that enters them,
 * goes on from the frames that they leave, and says what came of it.
 */
@NullMarked
package dev.mettle.conformance.unit;

import org.jspecify.annotations.NullMarked;
