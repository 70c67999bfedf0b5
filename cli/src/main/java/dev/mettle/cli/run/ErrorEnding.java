package dev.mettle.cli.run;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says where a program has ended with an error, and in words what the error atom means. */
final class ErrorEnding {

  private final Engine engine;
  private final TraceText traces;
  private final ErrorWords words;

  /**
   * About a program that ran in {@code engine}.
   *
   * @param texts its texts, as far as they are known
   */
  ErrorEnding(Engine engine, List<SourceText> texts) {
    this.engine = engine;
    this.traces = new TraceText(texts);
    this.words = new ErrorWords(engine);
  }

  /**
   * The lines to show.
   *
   * @param place where the program has ended
   * @param goal what stood there behind a {@code !}; empty for an atom that was not added
   * @param errors its results
   */
  List<String> describe(Optional<SourcePosition> place, Optional<Atom> goal, List<Atom> errors) {
    List<String> lines = new ArrayList<>();
    String how = goal.isPresent() ? "" : ": this atom was not added";
    place.ifPresent(
        position -> lines.add(position + ": the program ended here with an error" + how));
    for (Atom error : errors) {
      words.of(error).ifPresent(text -> lines.add("  " + text));
      if (goal.isPresent() && !error.equals(goal.get())) {
        lines.addAll(traces.ofError(engine, error, place));
      }
    }
    return lines;
  }
}
