package dev.mettle.examples;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.engine.Engine;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TierStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program says: a list of results for each {@code !}, the lines that it prints, and whether
 * its text could be read to the end.
 */
record ProgramOutput(
    List<List<String>> results, List<String> prints, boolean unreadable, TierStatistics tiers) {

  private static final String UNREADABLE = "RUNNER ERROR:";

  /**
   * Runs a program in an engine of its own.
   *
   * @param tiers how far it is compiled
   */
  static ProgramOutput of(Path program, TierOptions tiers) throws IOException, SyntaxException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Path directory = Optional.ofNullable(program.getParent()).orElse(Path.of("."));
    Engine engine =
        Engine.builder()
            .out(out)
            .err(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .programDirectory(directory)
            .files(FileAccess.directories(directory))
            .tierOptions(tiers)
            .build();
    List<List<String>> results = new ArrayList<>();
    boolean unreadable = false;
    SourceText text = SourceText.load(program);
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
  static ProgramOutput recorded(Path file) throws IOException {
    List<List<String>> results = new ArrayList<>();
    List<String> prints = new ArrayList<>();
    boolean unreadable = false;
    for (String line : Files.readString(file).lines().toList()) {
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

  /** The first thing in which this output differs from what is expected. */
  Optional<String> differenceFrom(ProgramOutput expected) {
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
