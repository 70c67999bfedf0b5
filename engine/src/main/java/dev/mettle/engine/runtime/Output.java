package dev.mettle.engine.runtime;

import java.io.PrintStream;

/**
 * Where programs write.
 *
 * @param out for {@code println!} and friends
 * @param err for {@code trace!}
 */
public record Output(PrintStream out, PrintStream err) {}
