/** The tests of programs: which there are, what came of them, and how that is reported. */
@NullMarked
package dev.mettle.cli.testing;

import org.jspecify.annotations.NullMarked;
