package dev.mettle.cli.testing;

import dev.mettle.vm.tier.Tier;
import java.time.Duration;
import java.util.List;

/**
 * What came of one {@code !}, or of a text that could not be read.
 *
 * @param tier where it ran
 * @param file the program
 * @param place where it is written, without the file
 * @param text the expression
 * @param isTest whether it is an assert; anything else is only noticed when it fails
 * @param time how long it took
 * @param failure what was wrong; empty if nothing was
 * @param trace which rules led to that, in lines
 */
record Step(
    Tier tier,
    String file,
    String place,
    String text,
    boolean isTest,
    Duration time,
    String failure,
    List<String> trace) {

  private static final int WIDTH = 60;

  /** A copy of the list is kept. */
  Step {
    trace = List.copyOf(trace);
  }

  /** What was wrong, and which rules led to that. */
  String explained() {
    return trace.isEmpty() ? failure : failure + "\n" + String.join("\n", trace);
  }

  boolean hasFailed() {
    return !failure.isEmpty();
  }

  /** Where it is written, as an editor understands it. */
  String fullPlace() {
    return file + ":" + place;
  }

  /** The expression, cut where it is long. */
  String title() {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
  }

  /** Whether a filter lets it through. */
  boolean matches(String filter) {
    return filter.isEmpty() || text.contains(filter) || fullPlace().contains(filter);
  }
}
