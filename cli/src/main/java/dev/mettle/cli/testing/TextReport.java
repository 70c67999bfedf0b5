package dev.mettle.cli.testing;

import dev.mettle.cli.console.ConsoleOutput;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The report for people: failures when they happen, a line for each program, and the sums. */
final class TextReport {

  private static final String INDENT = "    ";

  private final ConsoleOutput output;
  private final boolean namesTiers;

  TextReport(ConsoleOutput output, boolean namesTiers) {
    this.output = output;
    this.namesTiers = namesTiers;
  }

  /** A step is done. */
  void step(Step step) {
    if (step.hasFailed()) {
      output.line("FAILED " + step.fullPlace() + onTier(step) + " " + step.title());
      step.explained().lines().map(line -> INDENT + line).forEach(output::line);
    }
  }

  /** A program is done, of which these steps are reported. */
  void file(List<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    Step first = steps.getFirst();
    Duration time = steps.stream().map(Step::time).reduce(Duration.ZERO, Duration::plus);
    output.line(first.file() + onTier(first) + ": " + counts(steps) + " " + seconds(time));
  }

  private static String counts(List<Step> steps) {
    long passed = steps.stream().filter(step -> step.isTest() && !step.hasFailed()).count();
    long failed = steps.stream().filter(step -> step.isTest() && step.hasFailed()).count();
    long others = steps.stream().filter(step -> !step.isTest() && step.hasFailed()).count();
    return counts(passed, failed, others);
  }

  private static String counts(long passed, long failed, long others) {
    String text = passed + " passed, " + failed + " failed";
    return others == 0
        ? text
        : text + ", " + others + (others == 1 ? " other failure" : " other failures");
  }

  /** All is done. */
  void end(TestResults results) {
    results.differences().forEach(text -> output.line("DIFFERS " + text));
    output.line(
        counts(results.passed(), results.failed(), results.otherFailures())
            + " "
            + seconds(results.time()));
  }

  private String onTier(Step step) {
    return namesTiers ? " (" + step.tier() + ")" : "";
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "(%.2f s)", time.toNanos() / 1e9);
  }
}
