package dev.mettle.cli.run;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what of a program was not run, since it has ended early. */
final class RestOfProgram {

  private RestOfProgram() {}

  /**
   * The line to show, or nothing where all had been run.
   *
   * @param source what was running
   * @param last where the {@code !} is that it ended in; empty if none had begun
   * @param later what was to be run after it
   */
  static Optional<String> notRun(Source source, Optional<SourcePosition> last, List<Source> later) {
    List<String> parts = new ArrayList<>();
    behind(source, last).ifPresent(parts::add);
    if (source instanceof Source.StandardInput && !parts.isEmpty()) {
      parts.add("whatever else comes on standard input");
    }
    int inline = 0;
    for (Source other : later) {
      if (other instanceof Source.Inline) {
        inline++;
      } else {
        parts.add(other.name());
      }
    }
    if (inline > 0) {
      parts.add(inline == 1 ? "1 more -e" : inline + " more -e");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("  what follows was not run: " + String.join(", ", parts));
  }

  private static Optional<String> behind(Source source, Optional<SourcePosition> last) {
    try {
      if (last.isPresent()) {
        SourceText text = last.get().source();
        return counted(text, last.get().offset(), 1);
      }
      return source instanceof Source.StandardInput
          ? Optional.empty()
          : counted(source.text(), 0, 0);
    } catch (IOException | SyntaxException e) {
      // It has gone, or has another text now.
      return Optional.empty();
    }
  }

  /**
   * How many {@code !} a text has from an offset on, and where the first of them is; or that there
   * are only atoms to be added.
   *
   * @param skipped how many atoms do not count
   */
  private static Optional<String> counted(SourceText text, int offset, int skipped) {
    AtomReader reader =
        new AtomReader(
            new SourceText(text.name(), text.text().substring(offset)), Tokenizer.empty());
    int atoms = 0;
    int goals = 0;
    int line = 0;
    String mistake = "";
    try {
      for (Optional<Atom> atom = reader.read(); atom.isPresent(); atom = reader.read()) {
        if (atoms++ < skipped) {
          continue;
        }
        if (goals == 0) {
          line = atom.get() == Symbols.BANG || line == 0 ? lineOf(text, offset, reader) : line;
        }
        if (atom.get() == Symbols.BANG) {
          goals++;
        }
      }
    } catch (SyntaxException e) {
      mistake = ", up to a mistake in line " + text.lineAt(offset + e.position().offset());
    }
    if (line == 0) {
      return Optional.empty();
    }
    return Optional.of(
        goals == 0
            ? "the atoms from line %d on".formatted(line)
            : "%d ! from line %d on%s".formatted(goals, line, mistake));
  }

  private static int lineOf(SourceText text, int offset, AtomReader reader) {
    return text.lineAt(offset + reader.start());
  }
}
