package dev.mettle.cli.command;

import dev.mettle.cli.run.LimitOptions;
import dev.mettle.cli.run.Source;
import dev.mettle.cli.why.WhyRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that runs a program and then explains an expression. */
abstract class ExplainingCommand implements Callable<Integer> {

  /** How long the program may run if nothing is said, in seconds. */
  private static final double PATIENCE = 60;

  private final WhyRun explanation;

  @Parameters(index = "0", paramLabel = "FILE", description = "The program, which is run first.")
  private String file = "";

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  ExplainingCommand(WhyRun explanation) {
    this.explanation = explanation;
  }

  /** What is to be explained. */
  abstract String expression();

  @Override
  public final Integer call() {
    return explanation.run(
        List.of(Source.named(file)),
        expression(),
        fileOptions.get(),
        LimitOptions.of(0, timeOption.orElse(PATIENCE)));
  }
}
