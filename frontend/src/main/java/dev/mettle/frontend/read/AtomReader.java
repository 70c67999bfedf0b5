package dev.mettle.frontend.read;

import dev.mettle.frontend.grammar.MettaLexer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a text atom by atom. Nothing behind the atom that was read last has been looked at, so
 * tokens registered in the meantime act on all that follows.
 *
 * <p>The reader knows nothing of commands: {@code !} is a symbol like any other, and whoever runs
 * the program decides what it does with the next atom. Within one top-level atom a name is one
 * {@link dev.mettle.ir.atom.Variable}; the next top-level atom has variables of its own.
 */
public final class AtomReader {

  private static final int FIRST_CAPACITY = 64;

  private final SourceText source;
  private final Tokenizer tokenizer;
  private final TokenScanner scanner;
  private final VariableScope variables = new VariableScope();

  /** The children read so far of all open expressions, the outermost first. */
  private Atom[] children = new Atom[FIRST_CAPACITY];

  private int childCount;

  /** For each open expression the index of its first child. */
  private int[] open = new int[FIRST_CAPACITY];

  /** For each open expression the offset of its bracket. */
  private int[] brackets = new int[FIRST_CAPACITY];

  private int depth;

  private int start;
  private int end;
  private boolean failed;

  /** A reader at the beginning of {@code source}. */
  public AtomReader(SourceText source, Tokenizer tokenizer) {
    this.source = source;
    this.tokenizer = tokenizer;
    this.scanner = new TokenScanner(source);
  }

  /**
   * The next atom, or nothing at the end of the text.
   *
   * @throws SyntaxException if there is no atom; the rest of the text is then not read, and further
   *     calls give nothing
   */
  public Optional<Atom> read() throws SyntaxException {
    if (failed) {
      return Optional.empty();
    }
    try {
      return readTopLevel();
    } catch (SyntaxException e) {
      failed = true;
      throw e;
    }
  }

  /** The text that is read. */
  public SourceText source() {
    return source;
  }

  /** Offset of the first unit of the atom that was read last. */
  public int start() {
    return start;
  }

  /** Offset behind the last unit of the atom that was read last. */
  public int end() {
    return end;
  }

  /** Where the atom that was read last begins. */
  public SourcePosition position() {
    return source.position(start);
  }

  private Optional<Atom> readTopLevel() throws SyntaxException {
    boolean first = true;
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      int type = scanner.next();
      if (scanner.unpairedSurrogate() >= 0) {
        throw unpairedSurrogate();
      }
      if (first) {
        if (type == MettaLexer.EOF) {
          return Optional.empty();
        }
        start = scanner.start();
        variables.clear();
        first = false;
      }
      switch (type) {
        case MettaLexer.LEFT_BRACKET -> {
          if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
            brackets = Arrays.copyOf(brackets, 2 * depth);
          }
          brackets[depth] = scanner.start();
          open[depth++] = childCount;
          continue;
        }
        case MettaLexer.RIGHT_BRACKET -> {
          if (depth == 0) {
            throw problem(SyntaxProblem.UNEXPECTED_RIGHT_BRACKET, scanner.start());
          }
          int from = open[--depth];
          Atom expression = Expression.owning(Arrays.copyOfRange(children, from, childCount));
          childCount = from;
          add(expression);
        }
        case MettaLexer.WORD -> add(word());
        case MettaLexer.VARIABLE ->
            add(
                variables.named(
                    scanner.text(), inText(scanner.start()) + 1, inText(scanner.end())));
        case MettaLexer.STRING -> add(string());
        default -> throw mistake(type);
      }
      if (depth == 0) {
        end = scanner.end();
        childCount = 0;
        return Optional.of(children[0]);
      }
    }
  }

  private void add(Atom atom) {
    if (childCount == children.length) {
      children = Arrays.copyOf(children, 2 * childCount);
    }
    children[childCount++] = atom;
  }

  /** An offset in the part of the text that the scanner shows. */
  private int inText(int offset) {
    return offset - scanner.base();
  }

  private Atom word() throws SyntaxException {
    try {
      return tokenizer.atomOf(scanner.text(), inText(scanner.start()), inText(scanner.end()));
    } catch (TokenException e) {
      throw badToken(e);
    }
  }

  private Atom string() throws SyntaxException {
    try {
      return tokenizer.atomOfString(
          StringLiteral.value(
              source,
              scanner.base(),
              scanner.text(),
              inText(scanner.start()),
              inText(scanner.end())));
    } catch (TokenException e) {
      throw badToken(e);
    }
  }

  /** What the tokens mean that are no part of any atom. */
  private SyntaxException mistake(int type) {
    int last = scanner.end() - 1;
    return switch (type) {
      case MettaLexer.EOF -> unexpectedEnd();
      case MettaLexer.RESERVED_HASH -> problem(SyntaxProblem.RESERVED_HASH, last);
      case MettaLexer.UNCLOSED_STRING -> problem(SyntaxProblem.UNCLOSED_STRING, scanner.start());
      case MettaLexer.INVALID_ESCAPE ->
          scanner.isAtEnd()
              ? problem(SyntaxProblem.UNFINISHED_ESCAPE, last)
              : problem(SyntaxProblem.INVALID_ESCAPE, last);
      default -> throw new AssertionError(MettaLexer.VOCABULARY.getDisplayName(type));
    };
  }

  /** Reported where the top-level expression begins; often the bracket inside says more. */
  private SyntaxException unexpectedEnd() {
    SourcePosition place = source.position(start);
    return depth < 2
        ? new SyntaxException(SyntaxProblem.UNEXPECTED_END, place)
        : SyntaxException.unclosed(place, source.position(brackets[depth - 1]), depth);
  }

  private SyntaxException unpairedSurrogate() {
    int at = scanner.unpairedSurrogate();
    String description =
        "Unpaired surrogate U+%04X is no character".formatted((int) source.text().charAt(at));
    return new SyntaxException(SyntaxProblem.UNPAIRED_SURROGATE, description, source.position(at));
  }

  private SyntaxException badToken(TokenException e) {
    return new SyntaxException(
        SyntaxProblem.BAD_TOKEN, e.getMessage(), source.position(scanner.start()));
  }

  private SyntaxException problem(SyntaxProblem problem, int offset) {
    return new SyntaxException(problem, source.position(offset));
  }
}
