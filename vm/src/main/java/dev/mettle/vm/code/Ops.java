package dev.mettle.vm.code;

import dev.mettle.ir.opcode.Opcode;

/** The decoded instructions: what the loop of the machine switches over. */
final class Ops {

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

  /** With the right operand written into the code. */
  static final int ADD_SMALL = 19;

  static final int SUB_SMALL = 20;
  static final int LT_SMALL = 21;
  static final int LE_SMALL = 22;
  static final int GT_SMALL = 23;
  static final int GE_SMALL = 24;
  static final int EQ_SMALL = 25;

  static final int MOVE = 30;
  static final int CONSTANT = 31;
  static final int JUMP = 32;
  static final int BRANCH = 33;
  static final int SWITCH = 34;
  static final int GUARD = 35;
  static final int UNLESS_KIND = 36;
  static final int UNLESS_ADMITS = 37;
  static final int CALL = 38;
  static final int TAIL_CALL = 39;
  static final int RETURN = 40;
  static final int EVAL = 41;
  static final int TAIL_EVAL = 42;
  static final int REDUCE = 43;
  static final int TAIL_REDUCE = 44;
  static final int IF_ERROR = 45;
  static final int IF_NEW_ERROR = 46;
  static final int CHILD = 47;
  static final int MAKE_EXPR = 48;
  static final int INSTANTIATE = 49;
  static final int MARK = 50;
  static final int MATCH = 51;
  static final int FORK = 52;
  static final int FAIL = 53;
  static final int FAIL_IF_EMPTY = 54;

  /** Compare and branch in one. */
  static final int BRANCH_LT_SMALL = 55;

  static final int BRANCH_EQ_SMALL = 56;
  static final int BRANCH_LT = 57;
  static final int BRANCH_EQ = 58;

  /** Skips the evaluation of an element that is its own value. */
  static final int OWN_VALUE = 59;

  static final int BY_HEAD = 26;
  static final int CALL_VALUE = 27;
  static final int TAIL_CALL_VALUE = 28;

  /** A tail call whose operands lie apart from where they go. */
  static final int TAIL_CALL_APART = 29;

  static final int NEW_SCOPE = 60;
  static final int CLAIM = 61;
  static final int BEGIN = 62;
  static final int CAST = 63;
  static final int END = 64;
  static final int UNLESS_VALUE = 65;

  /** From here on the loop hands the instruction to a method of its own. */
  static final int FRESH = 66;

  static final int CHECK_CALL = 67;
  static final int LOAD_FORMAL = 68;
  static final int CALL_OPERATION = 69;
  static final int TAIL_OPERATION = 70;
  static final int INSTRUCTION = 71;
  static final int TAIL_INSTRUCTION = 72;
  static final int TAIL_FUNCTION = 73;
  static final int APPLY_RULES = 74;
  static final int COLLECT = 75;
  static final int YIELD = 76;
  static final int IF_NO_RESULT = 77;
  static final int HAS_RESULT = 78;
  static final int UNIFY = 79;
  static final int CONS = 80;
  static final int CAR = 81;
  static final int CDR = 82;
  static final int DECONS = 83;
  static final int SPACE_MATCH = 84;
  static final int CALL_EVALUATED = 85;
  static final int UNLESS_LIST = 86;
  static final int IF_FUNCTION = 87;
  static final int UNLESS_GROUND = 88;
  static final int NEXT_CHILD = 89;
  static final int ADD_TO = 90;
  static final int TAKE_LIST = 91;
  static final int RUN_FUNCTION = 92;
  static final int SCOPE_VAR = 93;
  static final int NATIVE = 94;
  static final int CHILD_SCOPE = 95;

  /** A query of plain facts, before the instructions that make its pattern and ask any space. */
  static final int QUERY_ROWS = 96;

  private Ops() {}

  private static final Opcode[] VALUE_OPCODES = {
    Opcode.ADD,
    Opcode.SUB,
    Opcode.MUL,
    Opcode.DIV,
    Opcode.MOD,
    Opcode.FLOOR_DIV,
    Opcode.NEG,
    Opcode.ABS,
    Opcode.POW,
    Opcode.AND,
    Opcode.OR,
    Opcode.NOT,
    Opcode.XOR,
    Opcode.LT,
    Opcode.LE,
    Opcode.GT,
    Opcode.GE,
    Opcode.EQ,
    Opcode.NE
  };

  private static final int[] WITH_SMALL = {
    ADD_SMALL, SUB_SMALL, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, LT_SMALL, LE_SMALL, GT_SMALL,
    GE_SMALL, EQ_SMALL, -1
  };

  private static final int[] WITHOUT_SMALL = {ADD, SUB, LT, LE, GT, GE, EQ};

  /** The opcode that a decoded value instruction computes. */
  static Opcode valueOpcode(int op) {
    return VALUE_OPCODES[op >= ADD_SMALL ? WITHOUT_SMALL[op - ADD_SMALL] : op];
  }

  /** The decoded instruction of an opcode with a kernel, or -1. */
  static int ofValue(Opcode opcode) {
    for (int i = 0; i < VALUE_OPCODES.length; i++) {
      if (VALUE_OPCODES[i] == opcode) {
        return i;
      }
    }
    return -1;
  }

  /** The same with a small right operand in the code, or -1. */
  static int withSmall(int op) {
    return WITH_SMALL[op];
  }

  /** What a comparison of integers says. */
  static boolean compare(int op, long x, long y) {
    return switch (op) {
      case LT -> x < y;
      case LE -> x <= y;
      case GT -> x > y;
      case GE -> x >= y;
      default -> x == y;
    };
  }

  /** The same for the instructions that carry one of them. */
  static boolean compareSmall(int op, long x, long y) {
    return switch (op) {
      case LT_SMALL -> x < y;
      case LE_SMALL -> x <= y;
      case GT_SMALL -> x > y;
      case GE_SMALL -> x >= y;
      default -> x == y;
    };
  }
}
