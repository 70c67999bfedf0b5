/** What the command prints, and how its process ends. */
@NullMarked
package dev.mettle.cli.console;

import org.jspecify.annotations.NullMarked;
