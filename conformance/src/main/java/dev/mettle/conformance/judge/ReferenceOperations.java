package dev.mettle.conformance.judge;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;

/** What each operation gives for evaluated operands, none of them an error or {@code Empty}. */
final class ReferenceOperations {

  /** Gives a value, or none if the call stays as it is. */
  private interface Operation {
    Optional<Atom> apply(Atom call, List<Atom> operands);
  }

  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry("+", arithmetic(BigInteger::add, (a, b) -> a + b)),
          Map.entry("-", arithmetic(BigInteger::subtract, (a, b) -> a - b)),
          Map.entry("*", arithmetic(BigInteger::multiply, (a, b) -> a * b)),
          Map.entry("/", divide()),
          Map.entry("%", division(BigInteger::remainder, (a, b) -> a % b)),
          Map.entry("floor-div", division(ReferenceOperations::floor, (a, b) -> Math.floor(a / b))),
          Map.entry("neg", ReferenceOperations::negate),
          Map.entry("abs-math", ReferenceOperations::absolute),
          Map.entry("pow-math", ReferenceOperations::power),
          Map.entry("sqrt-math", ReferenceOperations::squareRoot),
          Map.entry("and", logic((a, b) -> a && b)),
          Map.entry("or", logic((a, b) -> a || b)),
          Map.entry("xor", logic((a, b) -> a != b)),
          Map.entry("not", ReferenceOperations::not),
          Map.entry("<", comparison(order -> order < 0)),
          Map.entry("<=", comparison(order -> order <= 0)),
          Map.entry(">", comparison(order -> order > 0)),
          Map.entry(">=", comparison(order -> order >= 0)),
          Map.entry("==", (call, x) -> Optional.of(BoolAtom.of(equal(x.get(0), x.get(1))))),
          Map.entry("!=", (call, x) -> Optional.of(BoolAtom.of(!equal(x.get(0), x.get(1))))),
          Map.entry("kit-list", (call, x) -> Optional.of(Expression.of(x))));

  /** A condition on two Bools. */
  private interface BoolOperation {
    boolean test(boolean a, boolean b);
  }

  private ReferenceOperations() {}

  static boolean knows(String name) {
    return OPERATIONS.containsKey(name);
  }

  static Atom apply(Symbol head, List<Atom> operands) {
    List<Atom> children = new ArrayList<>();
    children.add(head);
    children.addAll(operands);
    Expression call = Expression.of(children);
    Operation operation = OPERATIONS.get(head.name());
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + head);
    }
    return operation.apply(call, operands).orElse(call);
  }

  private static Atom error(Atom call, String text) {
    return Expression.of(Symbols.ERROR, call, Symbol.of(text));
  }

  // ------------------------------------------------------------------ arithmetic

  private static boolean numbers(List<Atom> operands) {
    return operands.stream().allMatch(NumberAtom.class::isInstance);
  }

  private static boolean integers(List<Atom> operands) {
    return operands.stream().allMatch(x -> x instanceof NumberAtom n && n.isInteger());
  }

  private static BigInteger integer(Atom operand) {
    return ((NumberAtom) operand).bigIntegerValue();
  }

  private static double real(Atom operand) {
    NumberAtom number = (NumberAtom) operand;
    return number.isInteger() ? number.bigIntegerValue().doubleValue() : number.doubleValue();
  }

  private static Operation arithmetic(
      BinaryOperator<BigInteger> exact, DoubleBinaryOperator rounded) {
    return (call, x) ->
        !numbers(x)
            ? Optional.empty()
            : Optional.of(
                integers(x)
                    ? NumberAtom.of(exact.apply(integer(x.get(0)), integer(x.get(1))))
                    : DoubleAtom.of(rounded.applyAsDouble(real(x.get(0)), real(x.get(1)))));
  }

  private static Operation division(
      BinaryOperator<BigInteger> exact, DoubleBinaryOperator rounded) {
    Operation defined = arithmetic(exact, rounded);
    return (call, x) ->
        integers(x) && integer(x.get(1)).signum() == 0
            ? Optional.of(error(call, "DivisionByZero"))
            : defined.apply(call, x);
  }

  private static Operation divide() {
    Operation division = division(BigInteger::divide, (a, b) -> a / b);
    return (call, x) ->
        numbers(x)
            ? division.apply(call, x)
            : Optional.of(error(call, "Divide expects two numbers: dividend and divisor"));
  }

  private static BigInteger floor(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(b);
    return parts[1].signum() != 0 && (a.signum() < 0) != (b.signum() < 0)
        ? parts[0].subtract(BigInteger.ONE)
        : parts[0];
  }

  private static Optional<Atom> negate(Atom call, List<Atom> x) {
    return !numbers(x)
        ? Optional.empty()
        : Optional.of(
            integers(x)
                ? NumberAtom.of(integer(x.get(0)).negate())
                : DoubleAtom.of(-real(x.get(0))));
  }

  private static Optional<Atom> absolute(Atom call, List<Atom> x) {
    if (!numbers(x)) {
      return Optional.of(error(call, "abs-math expects one argument: number"));
    }
    return Optional.of(
        integers(x)
            ? NumberAtom.of(integer(x.get(0)).abs())
            : DoubleAtom.of(Math.abs(real(x.get(0)))));
  }

  private static Optional<Atom> power(Atom call, List<Atom> x) {
    if (!numbers(x)) {
      return Optional.of(
          error(call, "pow-math expects two arguments: number (base) and number (power)"));
    }
    double base = real(x.get(0));
    if (!((NumberAtom) x.get(1)).isInteger()) {
      double exponent = real(x.get(1));
      // As in C: 1 to any power is 1, and so is -1 to an infinite one.
      boolean one = base == 1 || base == -1 && Double.isInfinite(exponent);
      return Optional.of(DoubleAtom.of(one ? 1 : Math.pow(base, exponent)));
    }
    BigInteger exponent = integer(x.get(1));
    if (exponent.bitLength() > 31) {
      return Optional.of(error(call, "power argument is too big, try using float value"));
    }
    int steps = exponent.intValue();
    double result = 1;
    double square = base;
    for (long rest = Math.abs((long) steps); rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return Optional.of(DoubleAtom.of(steps < 0 ? 1 / result : result));
  }

  private static Optional<Atom> squareRoot(Atom call, List<Atom> x) {
    return Optional.of(
        numbers(x)
            ? DoubleAtom.of(Math.sqrt(real(x.get(0))))
            : error(call, "sqrt-math expects one argument: number"));
  }

  // ------------------------------------------------------------------ logic and order

  private static Operation logic(BoolOperation operation) {
    return (call, x) ->
        x.get(0) instanceof BoolAtom a && x.get(1) instanceof BoolAtom b
            ? Optional.of(BoolAtom.of(operation.test(a.value(), b.value())))
            : Optional.empty();
  }

  private static Optional<Atom> not(Atom call, List<Atom> x) {
    return x.get(0) instanceof BoolAtom a ? Optional.of(BoolAtom.of(!a.value())) : Optional.empty();
  }

  private static Operation comparison(IntPredicate holds) {
    return (call, x) -> {
      if (!numbers(x)) {
        return Optional.empty();
      }
      OptionalInt order = compare(x.get(0), x.get(1));
      return Optional.of(BoolAtom.of(order.isPresent() && holds.test(order.getAsInt())));
    };
  }

  /** The exact order of two numbers; none with a NaN. */
  private static OptionalInt compare(Atom a, Atom b) {
    double x = ((NumberAtom) a).isInteger() ? 0 : real(a);
    double y = ((NumberAtom) b).isInteger() ? 0 : real(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return OptionalInt.empty();
    }
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return OptionalInt.of(
          Double.compare(Double.isInfinite(x) ? x : 0, Double.isInfinite(y) ? y : 0));
    }
    return OptionalInt.of(exact(a).compareTo(exact(b)));
  }

  private static BigDecimal exact(Atom number) {
    return ((NumberAtom) number).isInteger()
        ? new BigDecimal(integer(number))
        : new BigDecimal(real(number));
  }

  private static boolean equal(Atom a, Atom b) {
    if (a instanceof NumberAtom && b instanceof NumberAtom) {
      OptionalInt order = compare(a, b);
      return order.isPresent() && order.getAsInt() == 0;
    }
    if (a instanceof Expression x && b instanceof Expression y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Answers.same(a, b);
  }
}
