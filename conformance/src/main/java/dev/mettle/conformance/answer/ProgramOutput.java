package dev.mettle.conformance.answer;

import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.tier.TierStatistics;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program says: a list of results for each {@code !}, the lines that it prints, and whether
 * its text could be read to the end.
 *
 * @param results the printed results, in the order in which they came
 * @param prints the printed lines
 * @param unreadable whether the run ended at a syntax error
 * @param tiers what ran where; nothing for a recorded output
 * @since 1.0
 */
public record ProgramOutput(
    List<List<String>> results, List<String> prints, boolean unreadable, TierStatistics tiers) {

  private static final String UNREADABLE = "RUNNER ERROR:";

  /** Copies the lists. */
  public ProgramOutput {
    results = results.stream().map(List::copyOf).toList();
    prints = List.copyOf(prints);
  }

  /** Runs a program in a new engine; what it traces goes nowhere. */
  public static ProgramOutput of(EngineBuilder description, SourceText text) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Engine engine =
        description
            .out(new PrintStream(printed, true, StandardCharsets.UTF_8))
            .err(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .build();
    List<List<String>> results = new ArrayList<>();
    boolean unreadable = false;
    try {
      engine.run(text, atoms -> results.add(atoms.stream().map(Object::toString).toList()));
    } catch (SyntaxException e) {
      unreadable = true;
    }
    return new ProgramOutput(
        results,
        printed.toString(StandardCharsets.UTF_8).lines().toList(),
        unreadable,
        engine.statistics());
  }

  /** Reads a recorded output; result lines and printed lines may be interleaved in any way. */
  public static ProgramOutput recorded(List<String> lines) {
    List<List<String>> results = new ArrayList<>();
    List<String> prints = new ArrayList<>();
    boolean unreadable = false;
    for (String line : lines) {
      if (line.startsWith("[") && line.endsWith("]")) {
        results.add(AnswerText.split(line.substring(1, line.length() - 1)));
      } else if (line.startsWith(UNREADABLE)) {
        unreadable = true;
      } else {
        prints.add(line);
      }
    }
    return new ProgramOutput(results, prints, unreadable, TierStatistics.treeWalkerAlone());
  }

  /** The output as {@link #recorded} reads it: printed lines first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(prints);
    results.forEach(list -> lines.add("[" + String.join(", ", list) + "]"));
    if (unreadable) {
      lines.add(UNREADABLE + " the text could not be read");
    }
    return lines;
  }

  /** The first thing in which this output differs from what is expected. */
  public Optional<String> differenceFrom(ProgramOutput expected) {
    int common = Math.min(results.size(), expected.results.size());
    for (int i = 0; i < common; i++) {
      if (!AnswerText.sameResults(expected.results.get(i), results.get(i))) {
        return Optional.of(
            "result %d: expected %s got %s"
                .formatted(i + 1, expected.results.get(i), results.get(i)));
      }
    }
    if (results.size() != expected.results.size()) {
      return Optional.of(
          "expected %d result lists, got %d".formatted(expected.results.size(), results.size()));
    }
    if (unreadable != expected.unreadable) {
      return Optional.of(
          expected.unreadable ? "expected a syntax error" : "the text could not be read");
    }
    if (!prints.equals(expected.prints)) {
      return Optional.of("expected the lines %s got %s".formatted(expected.prints, prints));
    }
    return Optional.empty();
  }
}
