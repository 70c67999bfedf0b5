package dev.mettle.frontend.read;

import dev.mettle.frontend.grammar.MettaLexer;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;

/**
 * Finds token after token, as the grammar defines them, without looking further ahead.
 *
 * <p>Plain tokens are told by their characters ({@link PlainTokens}); all others by the automaton
 * of the grammar. It runs the automaton of the generated lexer but not the lexer itself, which
 * makes an object for every token and keeps channels, modes and lines that nothing here needs.
 */
final class TokenScanner {

  /** The automaton's states as found so far; shared, since each run would find the same ones. */
  private static final DFA[] STATES = newStates();

  private static final PredictionContextCache CONTEXTS = new PredictionContextCache();

  private final TextWindow window;
  private final String name;
  private final Automaton automaton = new Automaton();

  // What the window shows, and offsets in it.
  private String text;
  private PlainTokens plain;
  private UnitStream input;
  private int start;
  private int end;

  TokenScanner(SourceText source) {
    window = source.window();
    name = source.name();
    text = window.text();
    plain = new PlainTokens(text);
    input = new UnitStream(text, name);
  }

  private static DFA[] newStates() {
    DFA[] states = new DFA[MettaLexer._ATN.getNumberOfDecisions()];
    for (int i = 0; i < states.length; i++) {
      states[i] = new DFA(MettaLexer._ATN.getDecisionState(i), i);
    }
    return states;
  }

  /**
   * Moves to the next token that is neither white space nor a comment and returns its type, a
   * constant of {@link MettaLexer}, or {@link MettaLexer#EOF}.
   */
  int next() {
    while (true) {
      int before = end;
      start = plain.skipSpace(before);
      int type = plain.token(start);
      if (type != PlainTokens.OTHER) {
        end = plain.end();
      } else {
        input.seek(start);
        type = automaton.match(input, Lexer.DEFAULT_MODE);
        end = input.index();
      }
      if ((end == text.length() || input.hasSeenEnd()) && window.hasMore()) {
        // The token may go on, or the comment before it.
        goOn(before);
      } else if (type != MettaLexer.WHITESPACE && type != MettaLexer.COMMENT) {
        return type;
      }
    }
  }

  private void goOn(int from) {
    window.goOn(from);
    text = window.text();
    plain = new PlainTokens(text);
    input = new UnitStream(text, name);
    end = 0;
  }

  /** Offset in the whole text of the first unit of the token. */
  int start() {
    return window.base() + start;
  }

  /** Offset in the whole text behind the last unit of the token. */
  int end() {
    return window.base() + end;
  }

  /** The part of the text in which the token is. */
  String text() {
    return text;
  }

  /** Where {@link #text} begins in the whole text. */
  int base() {
    return window.base();
  }

  /** Whether nothing stands behind the token. */
  boolean isAtEnd() {
    return end == text.length() && !window.hasMore();
  }

  /** Offset of half a surrogate pair without the other half, seen up to now, or -1. */
  int unpairedSurrogate() {
    int at = input.unpairedSurrogate();
    return at < 0 ? at : window.base() + at;
  }

  /** The lexer's automaton, without counting lines, which {@link SourceText} does when asked. */
  private static final class Automaton extends LexerATNSimulator {

    Automaton() {
      super(MettaLexer._ATN, STATES, CONTEXTS);
    }

    @Override
    public void consume(CharStream input) {
      input.consume();
    }
  }
}
