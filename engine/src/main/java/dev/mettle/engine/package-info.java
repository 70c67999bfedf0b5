/** The engine that embedding programs and the command line use. */
@NullMarked
package dev.mettle.engine;

import org.jspecify.annotations.NullMarked;
