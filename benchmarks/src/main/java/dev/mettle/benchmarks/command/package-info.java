/** The command that runs benchmarks. */
@NullMarked
package dev.mettle.benchmarks.command;

import org.jspecify.annotations.NullMarked;
