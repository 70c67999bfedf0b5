/** The command line of Mettle. */
@NullMarked
package dev.mettle.cli;

import org.jspecify.annotations.NullMarked;
