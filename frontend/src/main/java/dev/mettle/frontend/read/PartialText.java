package dev.mettle.frontend.read;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import java.util.Optional;

/**
 * A text that arrives bit by bit, from a pipe or from somebody who types. As soon as its beginning
 * says what is to be done whatever comes next, that can be taken.
 */
public final class PartialText {

  private final String name;
  private final StringBuilder waiting = new StringBuilder();
  private int firstLine = 1;
  private int firstColumn = 1;

  /** An empty text, which messages call {@code name}. */
  public PartialText(String name) {
    this.name = name;
  }

  /** Adds what has come. */
  public void add(CharSequence text) {
    waiting.append(text);
  }

  /** Forgets what has not been taken yet. */
  public void clear() {
    waiting.setLength(0);
  }

  /** Whether nothing but white space and comments waits to be taken. */
  public boolean isBlank() {
    try {
      return new AtomReader(new SourceText(name, waiting.toString()), Tokenizer.empty())
          .read()
          .isEmpty();
    } catch (SyntaxException e) {
      return false;
    }
  }

  /** Takes the lines and expressions that are complete; none if there are none yet. */
  public Optional<SourceText> takeComplete() {
    return take(completeUpTo(waiting.toString()));
  }

  /** Takes all that is left, as it has to be when nothing more will come. */
  public Optional<SourceText> takeRest() {
    return take(waiting.length());
  }

  private Optional<SourceText> take(int length) {
    if (length == 0) {
      return Optional.empty();
    }
    String text = waiting.substring(0, length);
    waiting.delete(0, length);
    SourceText taken = new SourceText(name, text, firstLine, firstColumn);
    int end = taken.text().length();
    firstLine = taken.lineAt(end);
    firstColumn = taken.columnAt(end);
    return Optional.of(taken);
  }

  /**
   * How much of the text is whole atoms. An expression is whole at its last bracket, anything else
   * at the end of its line. A mistake that no further text can mend makes everything complete:
   * whoever reads it will say so.
   */
  private static int completeUpTo(String text) {
    AtomReader reader = new AtomReader(new SourceText("", text), Tokenizer.empty());
    int complete = 0;
    try {
      while (true) {
        Optional<Atom> atom = reader.read();
        if (atom.isEmpty()) {
          return complete;
        }
        if (atom.get() != Symbols.BANG) {
          int next = lineBehind(text, reader.end());
          if (next >= 0) {
            complete = next;
          } else if (atom.get() instanceof Expression) {
            complete = reader.end();
          }
        }
      }
    } catch (SyntaxException e) {
      return e.problem().isIncomplete() ? complete : text.length();
    }
  }

  /** Where the next line begins, if nothing else stands on this one; else -1. */
  private static int lineBehind(String text, int end) {
    boolean comment = false;
    for (int at = end; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        return at + 1;
      }
      comment |= c == ';';
      if (!comment && !Character.isWhitespace(c)) {
        return -1;
      }
    }
    return -1;
  }
}
