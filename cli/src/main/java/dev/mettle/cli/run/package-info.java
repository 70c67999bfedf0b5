/** Runs of programs: what is run, how, and what is shown of it. */
@NullMarked
package dev.mettle.cli.run;

import org.jspecify.annotations.NullMarked;
