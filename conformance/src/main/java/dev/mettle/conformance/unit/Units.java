package dev.mettle.conformance.unit;

import dev.mettle.conformance.kit.NamedValue;
import dev.mettle.ir.text.FunctionParser;
import dev.mettle.ir.text.TextFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts of the units that are checked. */
final class Units {

  private Units() {}

  /** A unit of the kit's resources. */
  static String named(String name) {
    try (InputStream in = Units.class.getResourceAsStream(name + ".ir")) {
      if (in == null) {
        throw new IllegalArgumentException("no unit " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The highest stage of any opcode in a unit. */
  static int stageOf(String text) {
    try {
      return FunctionParser.parseAll(text, "unit", NamedValue::of).stream()
          .mapToInt(function -> function.function().stage())
          .max()
          .orElse(1);
    } catch (TextFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A function {@code f} with so many arguments. */
  static String function(int arity, String constants, String code) {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < arity; i++) {
      parameters.append('a').append(i).append(" atom, ");
    }
    return "function \"f %d\" (%sexpected type) -> atom\n  key f %d\n%s{\n%s}\n"
        .formatted(arity, parameters, arity, constants, code);
  }

  /** An operation on two arguments. */
  static String binary(String operation) {
    return function(2, "", "  load_local 0\n  load_local 1\n  " + operation + "\n  return\n");
  }

  /** An operation on one argument. */
  static String unary(String operation) {
    return function(1, "", "  load_local 0\n  " + operation + "\n  return\n");
  }

  /** An operation whose second operand is a constant. */
  static String withConstant(String operation, String constant) {
    return function(
        1,
        "  const 0 " + constant + "\n",
        "  load_local 0\n  push_constant 0\n  " + operation + "\n  return\n");
  }

  /** A branch on a comparison: 1 if it holds, else 2. */
  static String branch(String comparison) {
    return function(
        2,
        "",
        """
          load_local 0
          load_local 1
          %s
          jump_if_false L6 L6 L6
          push_long_small 1
          return
        L6:
          push_long_small 2
          return
        """
            .formatted(comparison));
  }

  /** All arguments in an expression. */
  static String tuple(int arity) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < arity; i++) {
      code.append("  load_local ").append(i).append('\n');
    }
    return function(arity, "", code + "  make_expr " + arity + "\n  return\n");
  }

  /** The same with what a call gives for the first of them behind, made while all are there. */
  static String tupleAndCall(int arity) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < arity; i++) {
      code.append("  load_local ").append(i).append('\n');
    }
    code.append("  load_local 0\n  push_type 0\n  call 1 1\n  make_expr ").append(arity + 1);
    return function(arity, "  const 0 %Undefined%\n  const 1 (same 1)\n", code + "\n  return\n")
        + "function \"same 1\" (a0 atom, expected type) -> atom\n"
        + "  key same 1\n{\n  load_local 0\n  return\n}\n";
  }

  /** Constants in an expression. */
  static String constants(String... constants) {
    StringBuilder pool = new StringBuilder();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < constants.length; i++) {
      pool.append("  const ").append(i).append(' ').append(constants[i]).append('\n');
      code.append("  push_constant ").append(i).append('\n');
    }
    return function(0, pool.toString(), code + "  make_expr " + constants.length + "\n  return\n");
  }

  /** Multiplies by what it does, from the argument down to 0. */
  static final String EFFECTS = named("effects");

  /** Adds what a function of two effects gives, which stands under two operands. */
  static final String NESTED = named("nested");

  /** Calls what ends without a result for Empty. */
  static final String FAILS = named("fails");

  /** Evaluates, holds against types, and looks for errors. */
  static final String CHECKS = named("checks");

  /** Looks at a first child, and builds and takes apart. */
  static final String DATA = named("data");

  /** Looks at the kind of a local, and evaluates it against a type. */
  static final String KINDS = named("kinds");

  /** Evaluates as the last act. */
  static final String LAST = named("last");

  /** Moves operands in all ways. */
  static final String STACK = named("stack");
}
