/** The prompt: what is typed is evaluated, and what was defined stays. */
@NullMarked
package dev.mettle.cli.repl;

import org.jspecify.annotations.NullMarked;
