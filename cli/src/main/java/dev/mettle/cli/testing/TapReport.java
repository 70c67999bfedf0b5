package dev.mettle.cli.testing;

import dev.mettle.cli.console.ConsoleOutput;
import java.util.Locale;

/** The report as TAP 14, the Test Anything Protocol. */
final class TapReport {

  private final ConsoleOutput output;
  private final boolean namesTiers;
  private int count;

  TapReport(ConsoleOutput output, boolean namesTiers) {
    this.output = output;
    this.namesTiers = namesTiers;
    output.line("TAP version 14");
  }

  /** A step is done; one that is no test is a point only where it has failed. */
  void step(Step step) {
    if (!step.isTest() && !step.hasFailed()) {
      return;
    }
    count++;
    String title = step.title().replace("\\", "\\\\").replace("#", "\\#").replaceAll("\\R", " ");
    output.line(
        (step.hasFailed() ? "not ok " : "ok ")
            + count
            + " - "
            + step.fullPlace()
            + (namesTiers ? " (" + step.tier() + ")" : "")
            + (title.isEmpty() ? "" : " " + title));
    if (step.hasFailed()) {
      output.line("  ---");
      output.line(String.format(Locale.ROOT, "  duration_ms: %.3f", step.time().toNanos() / 1e6));
      output.line("  message: |");
      // A block begins with the indent of its first line.
      step.explained().stripLeading().lines().map(line -> "    " + line).forEach(output::line);
      output.line("  ...");
    }
  }

  /** All is done. */
  void end() {
    output.line("1.." + count);
  }
}
