package dev.mettle.vm.interp;

import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import java.util.Objects;

/** The instructions of decoded code: dense numbers, so that the loop's switch is a jump table. */
final class Codes {

  static final int ADD = 0;
  static final int SUB = 1;
  static final int MUL = 2;
  static final int DIV = 3;
  static final int MOD = 4;
  static final int FLOOR_DIV = 5;
  static final int NEG = 6;
  static final int ABS = 7;
  static final int POW = 8;
  static final int AND = 9;
  static final int OR = 10;
  static final int NOT = 11;
  static final int XOR = 12;
  static final int LT = 13;
  static final int LE = 14;
  static final int GT = 15;
  static final int GE = 16;
  static final int EQ = 17;
  static final int NE = 18;
  static final int RETURN = 19;
  static final int CALL_NATIVE = 20;

  /** What only moves operands, and is done while decoding. */
  static final int MOVES = -1;

  /** What this interpreter does not run yet. */
  static final int NOT_RUNNABLE = -2;

  private static final Opcode[] OPERATIONS = new Opcode[RETURN];
  private static final KernelTable.Function[] KERNELS = new KernelTable.Function[RETURN];

  static {
    for (Opcode opcode : Opcode.values()) {
      int code = of(opcode);
      if (code >= 0 && code < RETURN) {
        OPERATIONS[code] = opcode;
        KERNELS[code] = Objects.requireNonNull(KernelTable.of(opcode));
      }
    }
  }

  private Codes() {}

  /** The opcode of a decoded value operation. */
  static Opcode operation(int code) {
    return OPERATIONS[code];
  }

  /** The kernel of a decoded value operation. */
  static KernelTable.Function kernel(int code) {
    return KERNELS[code];
  }

  static int of(Opcode opcode) {
    return switch (opcode) {
      case ADD -> ADD;
      case SUB -> SUB;
      case MUL -> MUL;
      case DIV -> DIV;
      case MOD -> MOD;
      case FLOOR_DIV -> FLOOR_DIV;
      case NEG -> NEG;
      case ABS -> ABS;
      case POW -> POW;
      case AND -> AND;
      case OR -> OR;
      case NOT -> NOT;
      case XOR -> XOR;
      case LT -> LT;
      case LE -> LE;
      case GT -> GT;
      case GE -> GE;
      case EQ -> EQ;
      case NE -> NE;
      case RETURN -> RETURN;
      case CALL_NATIVE -> CALL_NATIVE;
      case NOP, LOAD_LOCAL, POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N -> MOVES;
      case PUSH_NIL, PUSH_TRUE, PUSH_FALSE, PUSH_UNIT, PUSH_LONG_SMALL -> MOVES;
      case PUSH_LONG, PUSH_CONSTANT -> MOVES;
      case JUMP, JUMP_IF_FALSE, SWITCH, STORE_LOCAL, FRESH_VAR, GUARD, JUMP_UNLESS_KIND ->
          NOT_RUNNABLE;
      case JUMP_UNLESS_ADMITS, CHECK_CALL, LOAD_FORMAL, CAST, JUMP_IF_ERROR -> NOT_RUNNABLE;
      case JUMP_IF_NEW_ERROR, FAIL_IF_EMPTY, MARK_EVALUATED, CALL, TAIL_CALL -> NOT_RUNNABLE;
      case EVAL_ATOM, TAIL_EVAL, REDUCE, TAIL_REDUCE, CALL_OPERATION, TAIL_OPERATION ->
          NOT_RUNNABLE;
      case RUN_INSTRUCTION, TAIL_INSTRUCTION, RUN_FUNCTION, TAIL_FUNCTION, APPLY_RULES ->
          NOT_RUNNABLE;
      case JUMP_BY_HEAD, CALL_VALUE, TAIL_CALL_VALUE, CALL_EVALUATED -> NOT_RUNNABLE;
      case JUMP_UNLESS_LIST, JUMP_IF_FUNCTION, JUMP_UNLESS_GROUND -> NOT_RUNNABLE;
      case PUSH_TYPE, FIRST_CHILD, NEXT_CHILD, NEW_LIST, ADD_TO, TAKE_LIST -> NOT_RUNNABLE;
      case FORK, FAIL, COLLECT, YIELD, BEGIN_ALTERNATIVES, END_ALTERNATIVES -> NOT_RUNNABLE;
      case NEW_SCOPE, CHILD_SCOPE, SCOPE_VAR, CLAIM_VAR, JUMP_UNLESS_VALUE -> NOT_RUNNABLE;
      case IF_NO_RESULT, HAS_RESULT, MAKE_EXPR, INSTANTIATE, LOAD_CHILD, UNIFY -> NOT_RUNNABLE;
      case MATCH_PATTERN, CONS, CAR, CDR, DECONS, SPACE_MATCH -> NOT_RUNNABLE;
    };
  }
}
