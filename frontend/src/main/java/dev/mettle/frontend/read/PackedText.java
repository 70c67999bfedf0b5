package dev.mettle.frontend.read;

import dev.mettle.frontend.grammar.MettaLexer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that was cut into tokens beforehand. Reading it needs no lexer and looks up each distinct
 * word once, which makes it some twenty times faster where nothing is warmed up yet: the library,
 * which every start of the engine reads, is packed when it is built.
 *
 * <p>The form is a string: the number of table entries; the entries, each as a kind ({@code w} for
 * a word, {@code v} for the name of a variable, {@code s} for the characters of a string), a length
 * and so many characters; then one character for each token, a bracket or the place of an entry in
 * the table.
 */
public final class PackedText {

  private static final char WORD = 'w';
  private static final char VARIABLE = 'v';
  private static final char STRING = 's';

  private static final char OPEN = 1;
  private static final char CLOSE = 2;
  private static final char FIRST_ENTRY = 3;

  private PackedText() {}

  /** Whether a text is short enough to be packed, whatever stands in it. */
  public static boolean fits(SourceText source) {
    return source.text().length() < Character.MAX_VALUE - FIRST_ENTRY;
  }

  /**
   * Packs a text.
   *
   * @throws SyntaxException if the text cannot be read
   * @throws IllegalArgumentException if it is too long; see {@link #fits}
   */
  public static String pack(SourceText source) throws SyntaxException {
    // The reader checks the text; what it makes of it is of no interest.
    AtomReader check = new AtomReader(source, Tokenizer.empty());
    while (check.read().isPresent()) {}
    Map<String, Integer> places = new LinkedHashMap<>();
    StringBuilder tokens = new StringBuilder();
    TokenScanner scanner = new TokenScanner(source);
    for (int type = scanner.next(); type != MettaLexer.EOF; type = scanner.next()) {
      String units = scanner.text();
      int start = scanner.start();
      int end = scanner.end();
      switch (type) {
        case MettaLexer.LEFT_BRACKET -> tokens.append(OPEN);
        case MettaLexer.RIGHT_BRACKET -> tokens.append(CLOSE);
        case MettaLexer.WORD -> tokens.append(entry(places, WORD, units.substring(start, end)));
        case MettaLexer.VARIABLE ->
            tokens.append(entry(places, VARIABLE, units.substring(start + 1, end)));
        case MettaLexer.STRING ->
            tokens.append(entry(places, STRING, StringLiteral.value(source, 0, units, start, end)));
        default -> throw new AssertionError(MettaLexer.VOCABULARY.getDisplayName(type));
      }
    }
    StringBuilder packed = new StringBuilder();
    packed.append((char) places.size());
    for (String entry : places.keySet()) {
      packed
          .append(entry.charAt(0))
          .append((char) (entry.length() - 1))
          .append(entry, 1, entry.length());
    }
    return packed.append(tokens).toString();
  }

  private static char entry(Map<String, Integer> places, char kind, String text) {
    Integer place = places.computeIfAbsent(kind + text, key -> places.size());
    if (text.length() > Character.MAX_VALUE || place + FIRST_ENTRY > Character.MAX_VALUE) {
      throw new IllegalArgumentException("too large to be packed");
    }
    return (char) (FIRST_ENTRY + place);
  }

  /**
   * The atoms of a packed text, in order; each has variables of its own.
   *
   * @param packed what {@link #pack} gave
   * @param tokenizer what the words mean
   */
  public static List<Atom> read(String packed, Tokenizer tokenizer) {
    // An array, since this runs before anything is compiled: each charAt would be a call of its
    // own.
    char[] units = packed.toCharArray();
    int at = 1;
    Table table = new Table(units[0]);
    for (int i = 0; i < table.kinds.length; i++) {
      table.kinds[i] = units[at];
      int length = units[at + 1];
      table.texts[i] = new String(units, at + 2, length);
      at += 2 + length;
    }
    List<Atom> atoms = new ArrayList<>();
    Atom[] children = new Atom[64];
    int count = 0;
    int[] open = new int[64];
    int depth = 0;
    for (; at < units.length; at++) {
      char token = units[at];
      Atom atom;
      if (token == OPEN) {
        if (depth == open.length) {
          open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = count;
        continue;
      }
      if (token == CLOSE) {
        int from = open[--depth];
        atom = Expression.owning(Arrays.copyOfRange(children, from, count));
        count = from;
      } else {
        atom = table.atom(token - FIRST_ENTRY, tokenizer);
      }
      if (depth == 0) {
        atoms.add(atom);
        table.forgetVariables();
      } else {
        if (count == children.length) {
          children = Arrays.copyOf(children, 2 * count);
        }
        children[count++] = atom;
      }
    }
    return atoms;
  }

  /** The entries, and the atoms that they have been found to stand for. */
  private static final class Table {
    private final char[] kinds;
    private final String[] texts;
    private final @Nullable Atom[] atoms;
    private final int[] variables;
    private int variableCount;

    Table(int size) {
      kinds = new char[size];
      texts = new String[size];
      atoms = new @Nullable Atom[size];
      variables = new int[size];
    }

    Atom atom(int place, Tokenizer tokenizer) {
      Atom known = atoms[place];
      if (known != null) {
        return known;
      }
      String text = texts[place];
      Atom atom;
      try {
        atom =
            switch (kinds[place]) {
              case WORD -> tokenizer.atomOf(text);
              case STRING -> tokenizer.atomOfString(text);
              case VARIABLE -> {
                variables[variableCount++] = place;
                yield Variable.of(text);
              }
              default -> throw new IllegalArgumentException("not a packed text");
            };
      } catch (TokenException e) {
        throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
      }
      atoms[place] = atom;
      return atom;
    }

    void forgetVariables() {
      for (int i = 0; i < variableCount; i++) {
        atoms[variables[i]] = null;
      }
      variableCount = 0;
    }
  }
}
