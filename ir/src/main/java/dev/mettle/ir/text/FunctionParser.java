package dev.mettle.ir.text;

import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads functions from text. It checks that the text is well formed, not that the function is: that
 * is the verifier's work, and tests of it need malformed functions.
 *
 * @since 1.0
 */
public final class FunctionParser {

  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");

  private final Scanner scanner;
  private final ConstantReader constants;

  private FunctionParser(
      String text, String source, Function<String, Optional<GroundedValue>> grounded)
      throws TextFormatException {
    this.scanner = new Scanner(text, source);
    this.constants = new ConstantReader(scanner, grounded);
  }

  /**
   * Reads a text that holds one function.
   *
   * @param source what messages call the text
   */
  public static IrFunction parse(String text, String source) throws TextFormatException {
    FunctionParser parser = new FunctionParser(text, source, name -> Optional.empty());
    IrFunction function = parser.function().function();
    Token rest = parser.scanner.peek();
    if (rest.kind() != Token.Kind.END) {
      throw parser.scanner.error(rest, "one function is expected, and then " + rest.shown());
    }
    return function;
  }

  /** Reads all functions of a text, none of which has grounded values as constants. */
  public static List<FunctionText> parseAll(String text, String source) throws TextFormatException {
    return parseAll(text, source, name -> Optional.empty());
  }

  /**
   * Reads all functions of a text.
   *
   * @param grounded finds the grounded value that is displayed like its argument
   */
  public static List<FunctionText> parseAll(
      String text, String source, Function<String, Optional<GroundedValue>> grounded)
      throws TextFormatException {
    FunctionParser parser = new FunctionParser(text, source, grounded);
    List<FunctionText> functions = new ArrayList<>();
    while (parser.scanner.peek().kind() != Token.Kind.END) {
      functions.add(parser.function());
    }
    return functions;
  }

  private FunctionText function() throws TextFormatException {
    List<String> comments = new ArrayList<>(scanner.takeComments());
    int line = expectWord("function").line();
    FunctionBuilder builder = FunctionBuilder.named(expectString());
    parameters(builder);
    expectWord("->");
    builder.result(operandKind());
    header(builder);
    comments.addAll(scanner.takeComments());
    expect("{");
    body(builder);
    return new FunctionText(builder.build(), line, comments);
  }

  private void parameters(FunctionBuilder builder) throws TextFormatException {
    expect("(");
    while (!scanner.peek().is(")")) {
      String name = constants.readSymbol().name();
      builder.parameter(name, operandKind());
      if (!scanner.peek().is(")")) {
        expect(",");
      }
    }
    scanner.take();
  }

  private void header(FunctionBuilder builder) throws TextFormatException {
    int constantCount = 0;
    while (!scanner.peek().is("{")) {
      Token token = scanner.take();
      switch (token.kind() == Token.Kind.WORD ? token.text() : "") {
        case "key" -> builder.key(callKey());
        case "source" -> builder.source(expectString());
        case "locals" -> builder.locals((int) number(0, Integer.MAX_VALUE));
        case "assume" -> builder.assume(assumption());
        case "const" -> {
          Token at = scanner.peek();
          if (number(0, Integer.MAX_VALUE) != constantCount) {
            throw scanner.error(at, "the next constant has the number " + constantCount);
          }
          builder.appendConstant(constants.read());
          constantCount++;
        }
        default ->
            throw scanner.error(
                token, "key, source, locals, assume, const or { is expected, not " + token.shown());
      }
    }
  }

  private Assumption assumption() throws TextFormatException {
    Token what = scanner.take();
    return switch (what.kind() == Token.Kind.WORD ? what.text() : "") {
      case "meaning" -> new Assumption.MeaningOf(constants.readSymbol());
      case "rules" -> new Assumption.RulesOf(callKey());
      case "types" -> new Assumption.TypesOf(constants.read());
      default ->
          throw scanner.error(what, "meaning, rules or types is expected, not " + what.shown());
    };
  }

  private CallKey callKey() throws TextFormatException {
    Symbol head = constants.readSymbol();
    List<Integer> arities = new ArrayList<>();
    do {
      arities.add((int) number(0, Integer.MAX_VALUE));
    } while (isNumber(scanner.peek()));
    return new CallKey(head, arities);
  }

  private void body(FunctionBuilder builder) throws TextFormatException {
    Labels labels = new Labels(builder);
    while (!scanner.peek().is("}")) {
      Token token = scanner.take();
      if (token.kind() == Token.Kind.WORD && token.text().endsWith(":")) {
        labels.place(token, token.text().substring(0, token.text().length() - 1));
      } else if (token.isWord("line")) {
        builder.line((int) number(0, Integer.MAX_VALUE));
      } else {
        instruction(builder, token, labels);
      }
    }
    // Those of the body go; those behind the bracket belong to the next function.
    scanner.takeComments();
    scanner.take();
    labels.checkAllPlaced();
  }

  private void instruction(FunctionBuilder builder, Token at, Labels labels)
      throws TextFormatException {
    Opcode opcode = at.kind() == Token.Kind.WORD ? Opcode.ofMnemonic(at.text()) : null;
    if (opcode == null) {
      throw scanner.error(at, "an instruction is expected, not " + at.shown());
    }
    List<Long> numbers = new ArrayList<>();
    for (ImmediateKind kind : opcode.immediates()) {
      switch (kind) {
        case TARGET -> numbers.add(labels.target());
        case TARGETS -> {
          while (scanner.peek().line() == at.line() && scanner.peek().kind() == Token.Kind.WORD) {
            numbers.add(labels.target());
          }
        }
        case LONG -> numbers.add(number(Long.MIN_VALUE, Long.MAX_VALUE));
        case LOCAL, CONSTANT, NAME, CALL_KEY, OPERATION, TEMPLATE, CALL_TEMPLATE, PATTERN, CASES ->
            numbers.add(number(Integer.MIN_VALUE, Integer.MAX_VALUE));
        case COUNT, SMALL -> numbers.add(number(Integer.MIN_VALUE, Integer.MAX_VALUE));
      }
    }
    try {
      builder.emit(opcode, numbers.stream().mapToLong(Long::longValue).toArray());
    } catch (IllegalArgumentException e) {
      throw scanner.error(at, String.valueOf(e.getMessage()));
    }
  }

  /** The labels of one function by name, with the places where they are missing. */
  private final class Labels {
    private final FunctionBuilder builder;
    private final Map<String, FunctionBuilder.Label> known = new HashMap<>();
    private final Map<String, Token> missing = new LinkedHashMap<>();
    private final Set<String> placed = new HashSet<>();

    Labels(FunctionBuilder builder) {
      this.builder = builder;
    }

    void place(Token at, String name) throws TextFormatException {
      if (!placed.add(name)) {
        throw scanner.error(at, "the label " + name + " is there twice");
      }
      missing.remove(name);
      builder.place(label(name));
    }

    /** Reads a label or, in a malformed function, a number outside of the code. */
    long target() throws TextFormatException {
      if (isNumber(scanner.peek())) {
        return number(0, Integer.MAX_VALUE);
      }
      Token token = scanner.take();
      if (token.kind() != Token.Kind.WORD) {
        throw scanner.error(token, "a label is expected, not " + token.shown());
      }
      if (!placed.contains(token.text())) {
        missing.putIfAbsent(token.text(), token);
      }
      return FunctionBuilder.targetOf(label(token.text()));
    }

    void checkAllPlaced() throws TextFormatException {
      for (Map.Entry<String, Token> entry : missing.entrySet()) {
        throw scanner.error(entry.getValue(), "there is no label " + entry.getKey());
      }
    }

    private FunctionBuilder.Label label(String name) {
      return known.computeIfAbsent(name, n -> builder.newLabel());
    }
  }

  private OperandKind operandKind() throws TextFormatException {
    Token token = scanner.take();
    OperandKind kind = token.kind() == Token.Kind.WORD ? OperandKind.ofLabel(token.text()) : null;
    if (kind == null) {
      throw scanner.error(token, "the kind of a value is expected, not " + token.shown());
    }
    return kind;
  }

  private static boolean isNumber(Token token) {
    return token.kind() == Token.Kind.WORD && INTEGER.matcher(token.text()).matches();
  }

  private long number(long low, long high) throws TextFormatException {
    Token token = scanner.take();
    if (!isNumber(token)) {
      throw scanner.error(token, "a number is expected, not " + token.shown());
    }
    BigInteger value = new BigInteger(token.text());
    if (value.compareTo(BigInteger.valueOf(low)) < 0
        || value.compareTo(BigInteger.valueOf(high)) > 0) {
      throw scanner.error(token, "a number from " + low + " to " + high + " is expected");
    }
    return value.longValue();
  }

  private String expectString() throws TextFormatException {
    Token token = scanner.take();
    if (token.kind() != Token.Kind.QUOTED || !token.prefix().isEmpty()) {
      throw scanner.error(token, "a string is expected, not " + token.shown());
    }
    return token.text();
  }

  private Token expectWord(String word) throws TextFormatException {
    Token token = scanner.take();
    if (!token.isWord(word)) {
      throw scanner.error(token, "'" + word + "' is expected, not " + token.shown());
    }
    return token;
  }

  private void expect(String mark) throws TextFormatException {
    Token token = scanner.take();
    if (!token.is(mark)) {
      throw scanner.error(token, "'" + mark + "' is expected, not " + token.shown());
    }
  }
}
