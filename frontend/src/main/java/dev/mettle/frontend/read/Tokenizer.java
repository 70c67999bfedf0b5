package dev.mettle.frontend.read;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What words and strings mean: a list of tokens, of which the last registered one that matches a
 * whole word decides. Words without a token are symbols. Variables never come here.
 *
 * <p>A token acts on words that are read after it was registered. Tokens that are plain words are
 * found by hashing and the literals of the language by hand-written code; only real regular
 * expressions are tried one by one, and the order of registration holds across all three.
 *
 * <p>A tokenizer belongs to one module. It is not safe for use by several threads.
 */
public final class Tokenizer {

  /** One registered token. */
  private sealed interface Token {}

  private record WordToken(String word, Atom atom) implements Token {}

  /** A token that must be tried on every word. */
  private sealed interface TriedToken extends Token {

    /** What {@code word} stands for if this token matches it. */
    @Nullable Meaning meaningOf(String word) throws TokenException;
  }

  private record BoundToken(TokenMatcher matcher, Atom atom) implements TriedToken {

    @Override
    public @Nullable Meaning meaningOf(String word) {
      return matcher.matches(word) ? new Meaning(atom, true) : null;
    }
  }

  private record HostToken(Pattern pattern, TokenConstructor constructor) implements TriedToken {

    @Override
    public @Nullable Meaning meaningOf(String word) throws TokenException {
      Matcher matcher = pattern.matcher(word);
      // The match that comes first must be the whole word; that a longer one exists is no help.
      return matcher.lookingAt() && matcher.end() == word.length()
          ? new Meaning(constructor.construct(word), false)
          : null;
    }
  }

  /** Numbers, Bool values and strings. */
  private record LiteralToken() implements TriedToken {

    @Override
    public @Nullable Meaning meaningOf(String word) throws TokenException {
      Atom atom =
          switch (word) {
            case "True" -> BoolAtom.TRUE;
            case "False" -> BoolAtom.FALSE;
            default -> isString(word) ? string(word) : NumberLiteral.parse(word);
          };
      return atom == null ? null : new Meaning(atom, true);
    }

    private static boolean isString(String word) {
      return word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"");
    }

    private static StringAtom string(String word) {
      return StringAtom.of(word.substring(1, word.length() - 1));
    }
  }

  /** What a word stands for, and whether it will until other tokens are registered. */
  private record Meaning(Atom atom, boolean constant) {}

  /** A token and when it was registered. */
  private record Ranked<T>(T token, int rank) {}

  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Ranked<WordToken>> words = new HashMap<>();

  /** The tokens that are no plain words, in the order of registration. */
  private final List<Ranked<TriedToken>> tried = new ArrayList<>();

  private final RecentWords recent = new RecentWords();

  /** Whether numbers and strings can be nothing else, since no later token could match them. */
  private boolean literalsDecide;

  private Tokenizer() {}

  /** A tokenizer without tokens: every word is a symbol, strings included, with their quotes. */
  public static Tokenizer empty() {
    return new Tokenizer();
  }

  /** The tokens of the language itself: numbers, Bool values, strings, {@code PI}, {@code EXP}. */
  public static Tokenizer withLiterals() {
    Tokenizer tokenizer = new Tokenizer();
    tokenizer.add(new LiteralToken());
    tokenizer.define("PI", NumberAtom.of(Math.PI));
    tokenizer.define("EXP", NumberAtom.of(Math.E));
    return tokenizer;
  }

  /** Lets {@code word}, taken literally, stand for {@code atom}. */
  public void define(String word, Atom atom) {
    add(new WordToken(word, atom));
  }

  /** Lets each of the words stand for its atom. */
  public void defineAll(Map<String, ? extends Atom> atoms) {
    atoms.forEach(this::define);
  }

  /**
   * Lets every word that the regular expression {@code token} matches stand for {@code atom}, as
   * {@code bind!} does. The syntax of expressions is that of the reference implementation.
   *
   * @throws TokenPatternException if {@code token} is no regular expression
   */
  public void bind(String token, Atom atom) throws TokenPatternException {
    if (TokenPattern.isPlainWord(token)) {
      define(token, atom);
    } else {
      add(new BoundToken(new TokenMatcher(token), atom));
    }
  }

  /**
   * Lets {@code constructor} make the atoms of all words that {@code pattern} matches, for programs
   * that embed the language.
   */
  public void register(Pattern pattern, TokenConstructor constructor) {
    add(new HostToken(pattern, constructor));
  }

  /** Registers the tokens of {@code other}, as they are now, behind those of this tokenizer. */
  public void addAll(Tokenizer other) {
    for (Token token : List.copyOf(other.tokens)) {
      add(token);
    }
  }

  /** A tokenizer with the same tokens, which can then go its own way. */
  public Tokenizer copy() {
    Tokenizer copy = new Tokenizer();
    copy.addAll(this);
    return copy;
  }

  /** The words, taken literally, that stand for an atom. */
  public Set<String> words() {
    return Set.copyOf(words.keySet());
  }

  private void add(Token token) {
    int rank = tokens.size();
    tokens.add(token);
    switch (token) {
      case WordToken word -> {
        words.put(word.word(), new Ranked<>(word, rank));
        recent.forget(word.word());
        literalsDecide &= !looksLiteral(word.word());
      }
      case TriedToken other -> {
        tried.add(new Ranked<>(other, rank));
        recent.forgetAll();
        literalsDecide = other instanceof LiteralToken;
      }
    }
  }

  private static boolean looksLiteral(String word) {
    return word.startsWith("\"") || NumberLiteral.hasNumberStart(word);
  }

  /** The atom that {@code word} stands for, a symbol if nothing else. */
  public Atom atomOf(String word) throws TokenException {
    return find(word).atom();
  }

  /** The atom of the word between two offsets of {@code text}. */
  Atom atomOf(String text, int from, int to) throws TokenException {
    if (literalsDecide) {
      NumberAtom integer = NumberLiteral.shortInteger(text, from, to);
      if (integer != null) {
        return integer;
      }
    }
    int hash = RecentWords.hash(text, from, to);
    Atom known = recent.find(text, from, to, hash);
    if (known != null) {
      return known;
    }
    String word = text.substring(from, to);
    Meaning meaning = find(word);
    if (meaning.constant()) {
      recent.remember(word, hash, meaning.atom());
    }
    return meaning.atom();
  }

  /** The atom of a string literal with these characters. */
  Atom atomOfString(String characters) throws TokenException {
    return literalsDecide ? StringAtom.of(characters) : atomOf('"' + characters + '"');
  }

  private Meaning find(String word) throws TokenException {
    Ranked<WordToken> exact = words.get(word);
    int rank = exact == null ? -1 : exact.rank();
    for (int i = tried.size() - 1; i >= 0 && tried.get(i).rank() > rank; i--) {
      Meaning meaning = tried.get(i).token().meaningOf(word);
      if (meaning != null) {
        return meaning;
      }
    }
    return new Meaning(exact != null ? exact.token().atom() : Symbol.of(word), true);
  }
}
