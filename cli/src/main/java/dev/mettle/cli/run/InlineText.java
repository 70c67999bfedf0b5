package dev.mettle.cli.run;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import java.util.Optional;

/** What a text given with {@code -e} asks for. */
public final class InlineText {

  /** What makes an expression a program that evaluates it. */
  public static final String MARK = "! ";

  private InlineText() {}

  /**
   * Whether the text is one expression that nobody would give in order to have it stored: neither
   * marked with {@code !} nor a rule nor a type. It is evaluated; any other text runs as a program.
   */
  public static boolean isToBeEvaluated(SourceText text) {
    AtomReader reader = new AtomReader(text, Tokenizer.empty());
    try {
      Optional<Atom> only = reader.read();
      return only.isPresent() && !isStatement(only.get()) && reader.read().isEmpty();
    } catch (SyntaxException e) {
      // Whoever runs the text says what is wrong with it.
      return false;
    }
  }

  private static boolean isStatement(Atom atom) {
    return atom == Symbols.BANG
        || atom instanceof Expression e
            && e.size() > 0
            && (e.get(0) == Symbols.EQUALS || e.get(0) == Symbols.COLON);
  }
}
