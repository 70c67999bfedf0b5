package dev.mettle.cli.run;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.Progress;
import dev.mettle.engine.ProgramListener;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints what programs find: for each {@code !} a line when it is done, or a line for each result.
 */
final class FoundResults implements ProgramListener {

  /** How many results of a {@code !} that was stopped are shown. */
  private static final int MOST = 1000;

  /** How many characters of them are shown: they may have no end. */
  private static final int MOST_TEXT = 10_000;

  private final ConsoleOutput output;
  private final boolean streaming;
  private final List<Atom> found = new ArrayList<>();
  private final List<Atom> errors = new ArrayList<>();
  private Optional<SourcePosition> place = Optional.empty();
  private Optional<Atom> goal = Optional.empty();
  private @Nullable Progress reading;

  /**
   * Prints to {@code output}.
   *
   * @param streaming whether each result is printed as soon as it is known to count
   */
  FoundResults(ConsoleOutput output, boolean streaming) {
    this.output = output;
    this.streaming = streaming;
  }

  @Override
  public void read(SourcePosition position) {
    if (Progress.isTerminal()) {
      if (reading == null) {
        reading = Progress.of("reading " + position.source().name());
      }
      reading.at(position.offset(), position.source().length());
    }
  }

  /** The text has been read, as far as it is of interest. */
  void hideProgress() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
  }

  /** Another text begins. */
  void next() {
    place = Optional.empty();
    goal = Optional.empty();
  }

  @Override
  public void refused(SourcePosition position) {
    hideProgress();
    place = Optional.of(position);
    goal = Optional.empty();
  }

  @Override
  public void begun(Atom goal, SourcePosition position) {
    hideProgress();
    place = Optional.of(position);
    this.goal = Optional.of(goal);
  }

  @Override
  public void result(Atom result) {
    if (Symbols.isError(result)) {
      errors.add(result);
    }
    if (streaming) {
      output.line(AtomPrinter.print(result));
    } else {
      found.add(result);
    }
  }

  @Override
  public boolean ended(boolean failed) {
    if (!streaming) {
      output.line(line());
      found.clear();
    }
    return !failed;
  }

  /** The errors that ended the program. */
  List<Atom> errors() {
    return errors;
  }

  /** Where the {@code !} is that began last, or the atom that was refused after it. */
  Optional<SourcePosition> place() {
    return place;
  }

  /** What stands behind the {@code !} that began last; empty if an atom was refused. */
  Optional<Atom> goal() {
    return goal;
  }

  /** What the {@code !} that was stopped has found, in a line for standard error; or nothing. */
  String ofStopped() {
    if (found.isEmpty()) {
      return "";
    }
    StringBuilder line = new StringBuilder("found until then: [");
    int shown = 0;
    while (shown < Math.min(MOST, found.size()) && line.length() < MOST_TEXT) {
      line.append(shown > 0 ? ", " : "");
      AtomPrinter.printBeginning(found.get(shown++), line, MOST_TEXT);
    }
    if (line.length() < MOST_TEXT) {
      line.append(']');
    } else {
      line.setLength(MOST_TEXT);
      line.append("...");
    }
    int more = found.size() - shown;
    return line.append(more > 0 ? " and " + more + " more" : "").append('\n').toString();
  }

  private String line() {
    StringBuilder line = new StringBuilder("[");
    for (int i = 0; i < found.size(); i++) {
      if (i > 0) {
        line.append(", ");
      }
      AtomPrinter.print(found.get(i), line);
    }
    return line.append(']').toString();
  }
}
