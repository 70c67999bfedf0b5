package dev.mettle.ir.text;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the atoms that {@link ConstantText} wrote. */
final class ConstantReader {

  /** A number that the variable has, and the slot that it stands for. */
  private static final Pattern MARKS = Pattern.compile("(?:#(\\d{1,18}))?(?:@(\\d{1,9}))?");

  private final Scanner scanner;
  private final Function<String, Optional<GroundedValue>> grounded;

  ConstantReader(Scanner scanner, Function<String, Optional<GroundedValue>> grounded) {
    this.scanner = scanner;
    this.grounded = grounded;
  }

  Atom read() throws TextFormatException {
    ArrayDeque<List<Atom>> open = new ArrayDeque<>();
    while (true) {
      Token token = scanner.take();
      Atom done;
      if (token.is("(")) {
        open.push(new ArrayList<>());
        continue;
      } else if (token.is(")") && !open.isEmpty()) {
        done = Expression.of(open.pop());
      } else {
        done = leaf(token);
      }
      if (open.isEmpty()) {
        return done;
      }
      open.element().add(done);
    }
  }

  Symbol readSymbol() throws TextFormatException {
    Token token = scanner.peek();
    if (read() instanceof Symbol symbol) {
      return symbol;
    }
    throw scanner.error(token, "a symbol is expected, not " + token.shown());
  }

  private Atom leaf(Token token) throws TextFormatException {
    return switch (token.kind()) {
      case WORD -> word(token);
      case QUOTED -> quoted(token);
      case MARK, END -> throw scanner.error(token, "an atom is expected, not " + token.shown());
    };
  }

  private Atom word(Token token) throws TextFormatException {
    String word = token.text();
    if (word.startsWith("$")) {
      int marks = marksStart(word);
      return variable(token, word.substring(1, marks), word.substring(marks));
    }
    if (ConstantText.NUMBER.matcher(word).matches()) {
      boolean integer = word.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '+');
      return integer
          ? NumberAtom.of(new BigInteger(word))
          : DoubleAtom.of(Double.parseDouble(word));
    }
    return switch (word) {
      case "True" -> BoolAtom.TRUE;
      case "False" -> BoolAtom.FALSE;
      case "inf" -> DoubleAtom.of(Double.POSITIVE_INFINITY);
      case "-inf" -> DoubleAtom.of(Double.NEGATIVE_INFINITY);
      case "NaN" -> DoubleAtom.of(Double.NaN);
      default -> Symbol.of(word);
    };
  }

  private static int marksStart(String word) {
    int hash = word.indexOf('#');
    int at = word.indexOf('@');
    return hash >= 0 ? hash : at >= 0 ? at : word.length();
  }

  private Atom quoted(Token token) throws TextFormatException {
    return switch (token.prefix()) {
      case "" -> StringAtom.of(token.text());
      case "s" -> Symbol.of(token.text());
      case "$" -> {
        Token after = scanner.peek();
        boolean marked =
            after.kind() == Token.Kind.WORD
                && (after.text().startsWith("#") || after.text().startsWith("@"));
        yield variable(token, token.text(), marked ? scanner.take().text() : "");
      }
      case "g" ->
          grounded
              .apply(token.text())
              .orElseThrow(
                  () ->
                      scanner.error(
                          token, "the grounded value " + token.text() + " is not known here"));
      default -> throw scanner.error(token, "nothing is written like " + token.shown());
    };
  }

  private Atom variable(Token token, String name, String marks) throws TextFormatException {
    Matcher matcher = MARKS.matcher(marks);
    if (!matcher.matches()) {
      throw scanner.error(token, "a variable is marked with #number and @slot, not " + marks);
    }
    if (matcher.group(2) != null) {
      return Variable.slot(name, Integer.parseInt(matcher.group(2)));
    }
    return matcher.group(1) == null
        ? Variable.of(name)
        : Variable.of(name, Long.parseLong(matcher.group(1)));
  }
}
