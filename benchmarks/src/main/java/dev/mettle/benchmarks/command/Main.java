package dev.mettle.benchmarks.command;

import picocli.CommandLine;

/** Starts the command. */
public final class Main {

  private Main() {}

  /** Runs the benchmarks that the arguments name. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new BenchmarkCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
