package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers. */
public final class MathOperations {

  private static final Expression UNARY = FunctionTypes.arrow(Symbols.NUMBER, Symbols.NUMBER);
  private static final Expression BINARY =
      FunctionTypes.arrow(Symbols.NUMBER, Symbols.NUMBER, Symbols.NUMBER);
  private static final Expression TEST = FunctionTypes.arrow(Symbols.NUMBER, Symbols.BOOL);

  private MathOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        KernelOperations.binary(
            "pow-math",
            BINARY,
            OperationDoc.of(
                "A power, always a float. An integer exponent has at most 32 bits.",
                "the base",
                "the exponent",
                "the power"),
            Kernels::pow),
        KernelOperations.unary(
            "abs-math",
            UNARY,
            OperationDoc.of("The absolute value.", "a number", "the number without its sign"),
            Kernels::abs),
        ValueOperation.pure(
            "log-math",
            BINARY,
            OperationDoc.of(
                "The logarithm of a number to a base.", "the base", "a number", "the logarithm"),
            (call, context) ->
                call.get(1) instanceof NumberAtom base && call.get(2) instanceof NumberAtom x
                    ? DoubleAtom.of(Math.log(x.doubleValue()) / Math.log(base.doubleValue()))
                    : Errors.of(
                        call,
                        "log-math expects two arguments: base (number) and input value (number)")),
        toFloat("sqrt-math", "number", "The square root.", Math::sqrt),
        toFloat("sin-math", "input number", "The sine of an angle in radians.", Math::sin),
        toFloat("asin-math", "input number", "The angle with this sine.", Math::asin),
        toFloat("cos-math", "input number", "The cosine of an angle in radians.", Math::cos),
        toFloat("acos-math", "input number", "The angle with this cosine.", Math::acos),
        toFloat("tan-math", "input number", "The tangent of an angle in radians.", Math::tan),
        toFloat("atan-math", "input number", "The angle with this tangent.", Math::atan),
        rounding("trunc-math", "The integral part of a number.", MathOperations::truncate),
        rounding("ceil-math", "Rounds up to a whole number.", Math::ceil),
        rounding("floor-math", "Rounds down to a whole number.", Math::floor),
        rounding(
            "round-math",
            "Rounds to the nearest whole number, halves away from zero.",
            MathOperations::round),
        test("isnan-math", "Whether a number is NaN.", Double::isNaN),
        test("isinf-math", "Whether a number is infinite.", Double::isInfinite));
  }

  private static Operation toFloat(
      String name, String argument, String description, DoubleUnaryOperator function) {
    return unary(
        name,
        argument,
        UNARY,
        OperationDoc.of(description, "a number", "a float; NaN outside of the domain"),
        x -> DoubleAtom.of(function.applyAsDouble(x.doubleValue())));
  }

  private static Operation rounding(String name, String description, DoubleUnaryOperator function) {
    return unary(
        name,
        "input number",
        UNARY,
        OperationDoc.of(description, "a number", "a number of the same kind"),
        x -> x instanceof DoubleAtom d ? DoubleAtom.of(function.applyAsDouble(d.value())) : x);
  }

  private static Operation test(String name, String description, DoublePredicate predicate) {
    return unary(
        name,
        "input number",
        TEST,
        OperationDoc.of(description, "a number", "True or False"),
        // An integer that is too large for a float is not infinite for that.
        x -> BoolAtom.of(x instanceof DoubleAtom d && predicate.test(d.value())));
  }

  private interface NumberFunction {
    Atom apply(NumberAtom x);
  }

  private static Operation unary(
      String name, String argument, Expression type, OperationDoc doc, NumberFunction function) {
    return ValueOperation.pure(
        name,
        type,
        doc,
        (call, context) ->
            call.get(1) instanceof NumberAtom x
                ? function.apply(x)
                : Errors.of(call, name + " expects one argument: " + argument));
  }

  private static double truncate(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  private static double round(double x) {
    double whole = truncate(x);
    // Adding one half first would round the largest number below it up.
    double rounded = Math.abs(x - whole) >= 0.5 ? whole + Math.signum(x) : whole;
    return Math.copySign(rounded, x);
  }
}
