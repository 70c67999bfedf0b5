/** The subcommands, declared with picocli. */
@NullMarked
package dev.mettle.cli.command;

import org.jspecify.annotations.NullMarked;
