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

  private final String text;
  private final PlainTokens plain;
  private final UnitStream input;
  private final Automaton automaton;
  private int start;
  private int end;

  TokenScanner(SourceText source) {
    text = source.text();
    plain = new PlainTokens(text);
    input = new UnitStream(source);
    automaton = new Automaton();
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
      start = plain.skipSpace(end);
      int type = plain.token(start);
      if (type != PlainTokens.OTHER) {
        end = plain.end();
        return type;
      }
      input.seek(start);
      type = automaton.match(input, Lexer.DEFAULT_MODE);
      end = input.index();
      if (type != MettaLexer.WHITESPACE && type != MettaLexer.COMMENT) {
        return type;
      }
    }
  }

  /** Offset of the first unit of the token. */
  int start() {
    return start;
  }

  /** Offset behind the last unit of the token. */
  int end() {
    return end;
  }

  /** The whole text. */
  String text() {
    return text;
  }

  /** Offset of half a surrogate pair without the other half, seen up to now, or -1. */
  int unpairedSurrogate() {
    return input.unpairedSurrogate();
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
