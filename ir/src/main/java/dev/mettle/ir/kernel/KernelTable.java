package dev.mettle.ir.kernel;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kernel of an opcode: to call it, or to write a call of it into generated code.
 *
 * @since 1.0
 */
public final class KernelTable {

  /** A kernel. */
  public sealed interface Function permits Unary, Binary {}

  /** A kernel of one operand. */
  @FunctionalInterface
  public non-sealed interface Unary extends Function {
    /** The result of the kernel. */
    Atom apply(Atom a);
  }

  /** A kernel of two operands. */
  @FunctionalInterface
  public non-sealed interface Binary extends Function {
    /** The result of the kernel. */
    Atom apply(Atom a, Atom b);
  }

  /**
   * A static method as class files name it.
   *
   * @param owner the class
   * @param name the method's name
   * @param type its parameters and its result
   */
  public record Method(Class<?> owner, String name, MethodType type) {

    /** The descriptor as class files write it. */
    public String descriptor() {
      return type.descriptorString();
    }
  }

  private KernelTable() {}

  /** The kernel of an opcode, a {@link Unary} or a {@link Binary}; null if it has none. */
  public static @Nullable Function of(Opcode opcode) {
    return switch (opcode) {
      case ADD -> (Binary) Kernels::add;
      case SUB -> (Binary) Kernels::sub;
      case MUL -> (Binary) Kernels::mul;
      case DIV -> (Binary) Kernels::div;
      case MOD -> (Binary) Kernels::mod;
      case FLOOR_DIV -> (Binary) Kernels::floorDiv;
      case NEG -> (Unary) Kernels::neg;
      case ABS -> (Unary) Kernels::abs;
      case POW -> (Binary) Kernels::pow;
      case AND -> (Binary) Kernels::and;
      case OR -> (Binary) Kernels::or;
      case NOT -> (Unary) Kernels::not;
      case XOR -> (Binary) Kernels::xor;
      case LT -> (Binary) Kernels::lt;
      case LE -> (Binary) Kernels::le;
      case GT -> (Binary) Kernels::gt;
      case GE -> (Binary) Kernels::ge;
      case EQ -> (Binary) Kernels::eq;
      case NE -> (Binary) Kernels::ne;
      case NOP, LOAD_LOCAL, POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N, RETURN -> null;
      case PUSH_NIL, PUSH_TRUE, PUSH_FALSE, PUSH_UNIT, PUSH_LONG_SMALL, PUSH_LONG -> null;
      case PUSH_CONSTANT -> null;
      case JUMP, JUMP_IF_FALSE, SWITCH, STORE_LOCAL, FRESH_VAR, GUARD, JUMP_UNLESS_KIND -> null;
      case JUMP_UNLESS_ADMITS, CHECK_CALL, LOAD_FORMAL, CAST, JUMP_IF_ERROR -> null;
      case JUMP_IF_NEW_ERROR, FAIL_IF_EMPTY, MARK_EVALUATED, CALL, TAIL_CALL -> null;
      case EVAL_ATOM, TAIL_EVAL, REDUCE, TAIL_REDUCE, CALL_OPERATION, TAIL_OPERATION -> null;
      case RUN_INSTRUCTION, TAIL_INSTRUCTION, RUN_FUNCTION, TAIL_FUNCTION, APPLY_RULES -> null;
      case JUMP_BY_HEAD, CALL_VALUE, TAIL_CALL_VALUE, CALL_EVALUATED -> null;
      case JUMP_UNLESS_LIST, JUMP_IF_FUNCTION, JUMP_UNLESS_GROUND -> null;
      case PUSH_TYPE, FIRST_CHILD, NEXT_CHILD, NEW_LIST, ADD_TO, TAKE_LIST -> null;
      case FORK, FAIL, COLLECT, YIELD, BEGIN_ALTERNATIVES, END_ALTERNATIVES -> null;
      case NEW_SCOPE, CHILD_SCOPE, SCOPE_VAR, CLAIM_VAR, JUMP_UNLESS_VALUE -> null;
      case IF_NO_RESULT, HAS_RESULT -> null;
      case MAKE_EXPR, INSTANTIATE, LOAD_CHILD, UNIFY, MATCH_PATTERN, CONS, CAR, CDR -> null;
      case DECONS, SPACE_MATCH -> null;
    };
  }

  /** Whether an opcode has a kernel. */
  public static boolean hasKernel(Opcode opcode) {
    return of(opcode) != null;
  }

  /** The kernel on atoms as a method to link to, if the opcode has one. */
  public static Optional<Method> generic(Opcode opcode) {
    if (!hasKernel(opcode)) {
      return Optional.empty();
    }
    Class<?>[] operands = new Class<?>[opcode.picture().inputs().size()];
    Arrays.fill(operands, Atom.class);
    return Optional.of(
        new Method(Kernels.class, methodName(opcode), MethodType.methodType(Atom.class, operands)));
  }

  /**
   * The kernel on unboxed operands as a method to link to, if there is one: {@code long}, {@code
   * double} and {@code boolean} in any combination that {@link TypedKernels} has.
   */
  public static Optional<Method> typed(Opcode opcode, Class<?>... operands) {
    return typedResult(opcode, List.of(operands))
        .map(
            result ->
                new Method(
                    TypedKernels.class,
                    methodName(opcode),
                    MethodType.methodType(result, operands)));
  }

  private static Optional<Class<?>> typedResult(Opcode opcode, List<Class<?>> operands) {
    if (!hasKernel(opcode) || operands.size() != opcode.picture().inputs().size()) {
      return Optional.empty();
    }
    boolean booleans = true;
    boolean numbers = true;
    boolean alike = true;
    for (Class<?> type : operands) {
      booleans &= type == boolean.class;
      numbers &= type == long.class || type == double.class;
      alike &= type == operands.getFirst();
    }
    OperandKind taken = opcode.picture().inputs().getFirst().kind();
    OperandKind given = opcode.picture().outputs().getFirst().kind();
    boolean fits =
        numbers && taken.includes(OperandKind.NUMBER)
            || booleans && taken.includes(OperandKind.BOOL);
    if (!fits) {
      return Optional.empty();
    }
    if (given == OperandKind.BOOL) {
      return Optional.of(boolean.class);
    }
    if (given == OperandKind.FLOAT) {
      return Optional.of(double.class);
    }
    return given == OperandKind.NUMBER && alike
        ? Optional.of(operands.getFirst())
        : Optional.empty();
  }

  /** The mnemonic in camel case: {@code floorDiv} for {@code floor_div}. */
  private static String methodName(Opcode opcode) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (char c : opcode.mnemonic().toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }
}
