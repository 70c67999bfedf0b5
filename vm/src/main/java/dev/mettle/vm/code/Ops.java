package dev.mettle.vm.code;

import dev.mettle.ir.opcode.Opcode;

/** The decoded instructions: what the loop of the machine switches over. */
public final class Ops {

  public static final int ADD = 0;
  public static final int SUB = 1;
  public static final int MUL = 2;
  public static final int DIV = 3;
  public static final int MOD = 4;
  public static final int FLOOR_DIV = 5;
  public static final int NEG = 6;
  public static final int ABS = 7;
  public static final int POW = 8;
  public static final int AND = 9;
  public static final int OR = 10;
  public static final int NOT = 11;
  public static final int XOR = 12;
  public static final int LT = 13;
  public static final int LE = 14;
  public static final int GT = 15;
  public static final int GE = 16;
  public static final int EQ = 17;
  public static final int NE = 18;

  /** With the right operand written into the code. */
  public static final int ADD_SMALL = 19;

  public static final int SUB_SMALL = 20;
  public static final int LT_SMALL = 21;
  public static final int LE_SMALL = 22;
  public static final int GT_SMALL = 23;
  public static final int GE_SMALL = 24;
  public static final int EQ_SMALL = 25;

  public static final int MOVE = 30;
  public static final int CONSTANT = 31;
  public static final int JUMP = 32;
  public static final int BRANCH = 33;
  public static final int SWITCH = 34;
  public static final int GUARD = 35;
  public static final int UNLESS_KIND = 36;
  public static final int UNLESS_ADMITS = 37;
  public static final int CALL = 38;
  public static final int TAIL_CALL = 39;
  public static final int RETURN = 40;
  public static final int EVAL = 41;
  public static final int TAIL_EVAL = 42;
  public static final int REDUCE = 43;
  public static final int TAIL_REDUCE = 44;
  public static final int IF_ERROR = 45;
  public static final int IF_NEW_ERROR = 46;
  public static final int CHILD = 47;
  public static final int MAKE_EXPR = 48;
  public static final int INSTANTIATE = 49;
  public static final int MARK = 50;
  public static final int MATCH = 51;
  public static final int FORK = 52;
  public static final int FAIL = 53;
  public static final int FAIL_IF_EMPTY = 54;

  /** Compare and branch in one. */
  public static final int BRANCH_LT_SMALL = 55;

  public static final int BRANCH_EQ_SMALL = 56;
  public static final int BRANCH_LT = 57;
  public static final int BRANCH_EQ = 58;

  /** Skips the evaluation of an element that is its own value. */
  public static final int OWN_VALUE = 59;

  public static final int BY_HEAD = 26;
  public static final int CALL_VALUE = 27;
  public static final int TAIL_CALL_VALUE = 28;

  /** A tail call whose operands lie apart from where they go. */
  public static final int TAIL_CALL_APART = 29;

  public static final int NEW_SCOPE = 60;
  public static final int CLAIM = 61;
  public static final int BEGIN = 62;
  public static final int CAST = 63;
  public static final int END = 64;
  public static final int UNLESS_VALUE = 65;

  /** From here on the loop hands the instruction to a method of its own. */
  public static final int FRESH = 66;

  public static final int CHECK_CALL = 67;
  public static final int LOAD_FORMAL = 68;
  public static final int CALL_OPERATION = 69;
  public static final int TAIL_OPERATION = 70;
  public static final int INSTRUCTION = 71;
  public static final int TAIL_INSTRUCTION = 72;
  public static final int TAIL_FUNCTION = 73;
  public static final int APPLY_RULES = 74;
  public static final int COLLECT = 75;
  public static final int YIELD = 76;
  public static final int IF_NO_RESULT = 77;
  public static final int HAS_RESULT = 78;
  public static final int UNIFY = 79;
  public static final int CONS = 80;
  public static final int CAR = 81;
  public static final int CDR = 82;
  public static final int DECONS = 83;
  public static final int SPACE_MATCH = 84;
  public static final int CALL_EVALUATED = 85;
  public static final int UNLESS_LIST = 86;
  public static final int IF_FUNCTION = 87;
  public static final int UNLESS_GROUND = 88;
  public static final int NEXT_CHILD = 89;
  public static final int ADD_TO = 90;
  public static final int TAKE_LIST = 91;
  public static final int RUN_FUNCTION = 92;
  public static final int SCOPE_VAR = 93;
  public static final int CHILD_SCOPE = 95;

  /** A query of plain facts, before the instructions that make its pattern and ask any space. */
  public static final int QUERY_ROWS = 96;

  /** {@code instantiate} of an error, whose place is noted. */
  public static final int NEW_ERROR = 97;

  /** The same for a query whose results are gathered. */
  public static final int GATHER_ROWS = 98;

  /**
   * For tests: an instruction that nothing has come to yet; it stands where the code has another.
   */
  public static final int VISIT = 127;

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
  public static Opcode valueOpcode(int op) {
    return VALUE_OPCODES[op >= ADD_SMALL ? WITHOUT_SMALL[op - ADD_SMALL] : op];
  }

  /** The decoded instruction of an opcode with a kernel, or -1. */
  public static int ofValue(Opcode opcode) {
    for (int i = 0; i < VALUE_OPCODES.length; i++) {
      if (VALUE_OPCODES[i] == opcode) {
        return i;
      }
    }
    return -1;
  }

  /** The same with a small right operand in the code, or -1. */
  public static int withSmall(int op) {
    return WITH_SMALL[op];
  }

  /** What a comparison of integers says. */
  public static boolean compare(int op, long x, long y) {
    return switch (op) {
      case LT -> x < y;
      case LE -> x <= y;
      case GT -> x > y;
      case GE -> x >= y;
      default -> x == y;
    };
  }

  /** The same for the instructions that carry one of them. */
  public static boolean compareSmall(int op, long x, long y) {
    return switch (op) {
      case LT_SMALL -> x < y;
      case LE_SMALL -> x <= y;
      case GT_SMALL -> x > y;
      case GE_SMALL -> x >= y;
      default -> x == y;
    };
  }
}
