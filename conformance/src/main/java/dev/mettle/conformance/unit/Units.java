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
  static final String EFFECTS =
      """
      function "log 2" (a0 atom, a1 atom, expected type) -> atom
        key log 2
        const 0 Number
        const 1 (effect! 1)
        const 2 (log 2)
      {
        load_local 0
        push_long_small 0
        eq
        jump_if_false L6 L6 L6
        load_local 1
        return
      L6:
        load_local 0
        push_long_small 1
        sub
        load_local 1
        load_local 0
        push_type 0
        call 1 1
        guard L20
        mul
        load_local 2
        tail_call 2 2
      L20:
        mul
        return
      }
      """;

  /** Adds what a function of two effects gives, which stands under two operands. */
  static final String NESTED =
      """
      function "outer 2" (a0 atom, a1 atom, expected type) -> atom
        key outer 2
        const 0 Number
        const 1 (inner 2)
        const 2 (effect! 2)
      {
        load_local 1
        load_local 0
        load_local 0
        load_local 1
        push_type 0
        call 1 2
        load_local 1
        sub
        sub
        sub
        return
      }
      function "inner 2" (a0 atom, a1 atom, expected type) -> atom
        key inner 2
        locals 4
        const 0 Number
        const 1 (effect! 2)
      {
        load_local 0
        load_local 1
        sub
        store_local 3
        load_local 1
        load_local 3
        load_local 0
        push_type 0
        call 1 2
        load_local 3
        load_local 1
        sub
        sub
        add
        return
      }
      """;

  /** Calls what ends without a result for Empty. */
  static final String FAILS =
      """
      function "try 1" (a0 atom, expected type) -> atom
        key try 1
        const 0 %Undefined%
        const 1 (pass 1)
      {
        load_local 0
        push_type 0
        call 1 1
        push_long_small 7
        make_expr 2
        return
      }
      function "pass 1" (a0 atom, expected type) -> atom
        key pass 1
      {
        load_local 0
        fail_if_empty
        return
      }
      """;

  /** Evaluates, holds against types, and looks for errors. */
  static final String CHECKS =
      """
      function "check 2" (a0 atom, a1 atom, expected type) -> atom
        key check 2
        const 0 Number
        const 1 other
        const 2 %Undefined%
        const 3 (check 2)
      {
        load_local 0
        push_type 2
        eval_atom
        jump_if_error 0 L20
        push_long_small 5
        load_local 1
        push_type 0
        cast
        jump_if_error 2 L20
        load_local 2
        jump_unless_admits 0 L16
        make_expr 3
        load_local 2
        tail_reduce L18 L18
      L16:
        push_constant 1
        return
      L18:
        push_constant 1
        return
      L20:
        return
      }
      """;

  /** Looks at a first child, and builds and takes apart. */
  static final String DATA =
      """
      function "swap 1" (a0 atom, expected type) -> atom
        key swap 1
        locals 3
        const 0 (Nil (Pair 3) (Pair 2) 7)
        const 1 (rest $x@2 (a $x@2 $y@0))
        const 2 (Kept 2)
        const 3 %Undefined%
        const 4 none
      {
        load_local 0
        switch 0 L20 L20 L22 L2 L13 L24
      L2:
        load_local 0
        load_child 1
        store_local 2
        load_local 0
        load_child 2
        load_local 2
        push_type 3
        call 2 2
        instantiate 1
        make_expr 2
        return
      L13:
        load_local 0
        load_child 1
        load_local 0
        load_child 0
        make_expr 2
        mark_evaluated
        return
      L20:
        push_constant 4
        return
      L22:
        push_long_small 0
        return
      L24:
        push_long_small 77
        return
      }
      """;

  /** Looks at the kind of a local, and evaluates it against a type. */
  static final String KINDS =
      """
      function "kind 1" (a0 atom, expected type) -> atom
        key kind 1
        const 0 String
        const 1 %Undefined%
        const 2 String
        const 3 Grounded
        const 4 yes
        const 5 some
        const 6 no
      {
        jump_unless_kind 0 0 L4
        push_constant 4
        push_long_small 1
        jump L9
      L4:
        jump_unless_kind 0 3 L7
        push_constant 5
        jump L8
      L7:
        push_constant 6
      L8:
        push_long_small 2
      L9:
        make_expr 2
        load_local 0
        push_type 2
        jump_unless_value L15
        make_expr 2
        return
      L15:
        return
      }
      """;

  /** Evaluates as the last act. */
  static final String LAST =
      """
      function "last 2" (a0 atom, a1 atom, expected type) -> atom
        key last 2
        const 0 True
        const 1 Number
      {
        load_local 1
        jump_if_false L5 L5 L5
        load_local 0
        load_local 2
        tail_eval
      L5:
        load_local 0
        push_type 1
        tail_reduce L8 L8
      L8:
        load_local 0
        return
      }
      function "g 1" (a0 atom, expected type) -> atom
        key g 1
      {
        load_local 0
        push_long_small 1
        add
        return
      }
      """;

  /** Moves operands in all ways. */
  static final String STACK =
      """
      function "move 3" (a0 atom, a1 atom, a2 atom, expected type) -> atom
        key move 3
      {
        load_local 0
        load_local 1
        load_local 2
        rot3
        over
        swap
        dup
        nop
        neg
        abs
        push_long_small 5
        dup_n 6
        pop_n 2
        sub
        pop
        make_expr 8
        return
      }
      """;
}
