/** What those look at who work on the engine or a backend. */
@NullMarked
package dev.mettle.cli.inspect;

import org.jspecify.annotations.NullMarked;
