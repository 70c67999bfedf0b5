package dev.mettle.conformance.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes programs from seeds: mostly well typed, with integers near every border.
 *
 * @since 1.0
 */
public final class ProgramGenerator {

  private static final List<String> NUMERIC =
      List.of("+", "+", "-", "-", "*", "/", "%", "floor-div", "pow-math");
  private static final List<String> UNARY = List.of("neg", "abs-math");
  private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");
  private static final List<String> LOGIC = List.of("and", "or", "xor");
  private static final int MAX_DEPTH = 7;

  private enum Kind {
    NUMBER,
    BOOL,
    ANY
  }

  private final Random random;
  private final List<Kind> parameters = new ArrayList<>();

  private ProgramGenerator(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** The program of a seed; the same one each time. */
  public static Program generate(long seed) {
    return new ProgramGenerator(seed).program(seed);
  }

  private Program program(long seed) {
    int count = random.nextInt(5);
    List<Atom> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kind kind =
          random.nextInt(10) == 0 ? Kind.ANY : pick(List.of(Kind.NUMBER, Kind.NUMBER, Kind.BOOL));
      parameters.add(kind);
      arguments.add(constant(kind));
    }
    Kind result = pick(List.of(Kind.NUMBER, Kind.NUMBER, Kind.BOOL, Kind.ANY));
    return new Program(expression(result, 1 + random.nextInt(MAX_DEPTH)), arguments, seed);
  }

  // A few levels deep, so this may recurse.
  private Atom expression(Kind kind, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf(kind);
    }
    return switch (kind) {
      case NUMBER ->
          switch (random.nextInt(8)) {
            case 0 -> call(pick(UNARY), expression(Kind.NUMBER, depth - 1));
            default ->
                call(
                    pick(NUMERIC),
                    expression(Kind.NUMBER, depth - 1),
                    expression(Kind.NUMBER, depth - 1));
          };
      case BOOL ->
          switch (random.nextInt(6)) {
            case 0 -> call("not", expression(Kind.BOOL, depth - 1));
            case 1, 2 ->
                call(
                    pick(LOGIC),
                    expression(Kind.BOOL, depth - 1),
                    expression(Kind.BOOL, depth - 1));
            default ->
                call(
                    pick(COMPARISONS),
                    expression(Kind.NUMBER, depth - 1),
                    expression(Kind.NUMBER, depth - 1));
          };
      case ANY ->
          switch (random.nextInt(3)) {
            case 0 -> call("==", expression(Kind.ANY, depth - 1), expression(Kind.ANY, depth - 1));
            case 1 -> expression(Kind.BOOL, depth - 1);
            default -> call(pick(NUMERIC), unknown(depth - 1), expression(Kind.NUMBER, depth - 1));
          };
    };
  }

  /**
   * Something that the verifier takes for a number, whatever it is: a parameter, if there is one.
   */
  private Atom unknown(int depth) {
    return parameters.isEmpty()
        ? expression(Kind.NUMBER, depth)
        : Variable.of(ProgramWriter.parameter(random.nextInt(parameters.size())));
  }

  private Atom leaf(Kind kind) {
    if (random.nextInt(3) > 0) {
      List<Integer> fitting = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i) == kind || kind == Kind.ANY) {
          fitting.add(i);
        }
      }
      if (!fitting.isEmpty()) {
        return Variable.of(ProgramWriter.parameter(pick(fitting)));
      }
    }
    // What stands in the code is data, not a call; an operation must not get in by this way.
    return constant(kind);
  }

  private Atom constant(Kind kind) {
    return switch (kind) {
      case BOOL -> BoolAtom.of(random.nextBoolean());
      case NUMBER ->
          switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> LongAtom.of(random.nextInt(40) - 20);
            case 4 -> DoubleAtom.of((random.nextInt(80) - 40) / 8.0);
            case 5 ->
                LongAtom.of(
                    (random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE) >> random.nextInt(34));
            case 6 ->
                NumberAtom.of(
                    BigInteger.ONE
                        .shiftLeft(40 + random.nextInt(60))
                        .subtract(BigInteger.valueOf(random.nextInt(3) - 1)));
            default ->
                DoubleAtom.of(
                    pick(List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 0x1p53)));
          };
      case ANY ->
          switch (random.nextInt(6)) {
            case 0 -> StringAtom.of("s");
            case 1 -> Symbol.of("x");
            case 2 -> Expression.EMPTY;
            case 3 -> constant(Kind.BOOL);
            default -> constant(Kind.NUMBER);
          };
    };
  }

  private static Expression call(String head, Atom... operands) {
    Atom[] children = new Atom[operands.length + 1];
    children[0] = Symbol.of(head);
    System.arraycopy(operands, 0, children, 1, operands.length);
    return Expression.owning(children);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
