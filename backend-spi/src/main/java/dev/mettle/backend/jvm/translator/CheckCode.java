package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;

/**
 * Looks at what values are: their kinds, whether they are errors, whether they are their own
 * values. The ways that are seldom taken are not compiled; they leave.
 */
final class CheckCode {

  private final MethodWriter method;
  private final Blocks blocks;
  private final IrFunction function;
  private final CodeBuilder code;

  CheckCode(MethodWriter method, Blocks blocks, IrFunction function) {
    this.method = method;
    this.blocks = blocks;
    this.function = function;
    this.code = method.code();
  }

  // ------------------------------------------------------------------ branches

  void jumpIfFalse(Instruction instruction) {
    Value condition = method.state().pop();
    switch (condition.lane()) {
      case BOOLEAN -> {
        if (condition instanceof Value.Known known) {
          if (known.atom() == BoolAtom.FALSE) {
            jump(instruction.immediate(0));
          }
        } else {
          method.load(condition, Lane.BOOLEAN);
          code.branch(JvmBranch.IFEQ, blocks.edge(method, instruction.immediate(0)));
        }
      }
      case LONG, DOUBLE -> jump(instruction.immediate(2));
      case OBJECT -> throw new IllegalStateException("no operand is an object of the machine");
      case REFERENCE -> {
        JvmLabel holds = code.newLabel();
        method.load(condition, Lane.REFERENCE);
        code.getStatic(Types.BOOL_ATOM, "TRUE", Types.BOOL_ATOM);
        code.branch(JvmBranch.IF_ACMPEQ, holds);
        method.load(condition, Lane.REFERENCE);
        code.getStatic(Types.BOOL_ATOM, "FALSE", Types.BOOL_ATOM);
        code.branch(JvmBranch.IF_ACMPNE, method.leave(LeaveReason.ARGUMENT_KIND));
        code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(0)));
        method.place(holds);
      }
    }
  }

  private void jump(int target) {
    code.branch(JvmBranch.GOTO, blocks.edge(method, target));
    method.endFlow();
  }

  void guard() {
    method.constants().push(code, method.functionCode(), UnitTypes.CODE);
    code.invokeVirtual(UnitTypes.CODE, "isCurrent", UnitTypes.TO_BOOLEAN);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.INVALIDATED));
  }

  void jumpUnlessKind(Instruction instruction) {
    int local = instruction.immediate(0);
    Atom kind = function.constant(instruction.immediate(1));
    int target = instruction.immediate(2);
    Value value = method.state().local(local);
    if (value.lane() != Lane.REFERENCE) {
      if (kind != Symbols.GROUNDED && kind != typeOf(value.lane())) {
        leaveAlwaysAt(target, LeaveReason.ARGUMENT_KIND);
      }
    } else if (method.guesses()
        && value instanceof Value.Stored
        && (kind == Symbols.NUMBER || kind == Symbols.BOOL)) {
      Lane lane = kind == Symbols.NUMBER ? Lane.LONG : Lane.BOOLEAN;
      method.unbox(local, lane, LeaveReason.ARGUMENT_KIND);
    } else {
      method.loadContext();
      method.load(value, Lane.REFERENCE);
      method.constants().pushAtom(code, kind);
      code.invokeVirtual(UnitTypes.CONTEXT, "isOfKind", UnitTypes.IS_AGAINST);
      code.branch(JvmBranch.IFEQ, method.leaveAt(target, LeaveReason.ARGUMENT_KIND));
    }
  }

  private void leaveAlwaysAt(int target, LeaveReason reason) {
    code.branch(JvmBranch.GOTO, method.leaveAt(target, reason));
    method.endFlow();
  }

  private static Symbol typeOf(Lane lane) {
    return lane == Lane.BOOLEAN ? Symbols.BOOL : Symbols.NUMBER;
  }

  void jumpUnlessAdmits(Instruction instruction) {
    Atom type = function.constant(instruction.immediate(0));
    Value expected = method.state().pop();
    int target = instruction.immediate(1);
    if (expected instanceof Value.Known known && known.atom() instanceof Symbol symbol) {
      if (!admits(symbol, type)) {
        leaveAlwaysAt(target, LeaveReason.EXPECTED_TYPE);
      }
      return;
    }
    branchUnlessAdmits(expected, type, method.leaveAt(target, LeaveReason.EXPECTED_TYPE));
  }

  private static boolean admits(Symbol expected, Atom type) {
    return expected == Symbols.UNDEFINED || expected == Symbols.ATOM || expected == type;
  }

  private void branchUnlessAdmits(Value expected, Atom type, JvmLabel target) {
    method.loadContext();
    method.load(expected, Lane.REFERENCE);
    method.constants().pushAtom(code, type);
    code.invokeVirtual(UnitTypes.CONTEXT, "admits", UnitTypes.IS_AGAINST);
    code.branch(JvmBranch.IFEQ, target);
  }

  void jumpIfError(Instruction instruction) {
    State state = method.state();
    Value value = state.fromTop(0);
    if (value.lane() != Lane.REFERENCE) {
      return;
    }
    if (value instanceof Value.Known known) {
      if (Symbols.isError(known.atom())) {
        method.leaveAlways(LeaveReason.ERROR);
      }
      return;
    }
    branchIfError(value);
  }

  private void branchIfError(Value value) {
    method.load(value, Lane.REFERENCE);
    code.invokeStatic(UnitTypes.SYMBOLS, "isError", UnitTypes.IS);
    code.branch(JvmBranch.IFNE, method.leave(LeaveReason.ERROR));
  }

  void jumpIfNewError() {
    State state = method.state();
    Value value = state.fromTop(0);
    if (value instanceof Value.Known known && Symbols.isError(known.atom())) {
      method.leaveAlways(LeaveReason.ERROR);
      return;
    }
    if (value.lane() == Lane.REFERENCE && value instanceof Value.Stored) {
      branchIfError(value);
    }
    state.pop(2);
    state.push(value);
  }

  // ------------------------------------------------------------------ values and their types

  void cast() {
    State state = method.state();
    Value expected = state.fromTop(0);
    Value value = state.fromTop(1);
    if (!isKnownAs(expected, Symbols.UNDEFINED)) {
      if (value.lane() == Lane.REFERENCE) {
        passOrLeave("passesCast", value, expected);
      } else {
        primitiveAgainst(value.lane(), expected);
      }
    }
    keepValue(value);
  }

  /** The same for {@code jump_unless_value}: what has to be evaluated leaves. */
  void evalAtom() {
    State state = method.state();
    Value expected = state.fromTop(0);
    Value value = state.fromTop(1);
    if (value.lane() != Lane.REFERENCE) {
      primitiveAgainst(value.lane(), expected);
    } else if (!isPlainSymbol(value) || !isKnownAs(expected, Symbols.UNDEFINED)) {
      if (isKnownAs(expected, Symbols.UNDEFINED)) {
        branchUnlessOwn(value);
      } else {
        passOrLeave("isValue", value, expected);
      }
    }
    keepValue(value);
  }

  void reduce() {
    State state = method.state();
    Value expected = state.fromTop(0);
    Value value = state.fromTop(1);
    if (value.lane() != Lane.REFERENCE) {
      primitiveAgainst(value.lane(), expected);
    } else {
      passOrLeave("isResult", value, expected);
    }
    keepValue(value);
  }

  private void keepValue(Value value) {
    if (method.isReachable()) {
      method.state().pop(2);
      method.state().push(value);
    }
  }

  private void passOrLeave(String test, Value value, Value expected) {
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.load(expected, Lane.REFERENCE);
    code.invokeVirtual(UnitTypes.CONTEXT, test, UnitTypes.IS_AGAINST);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.EVALUATION));
  }

  private void branchUnlessOwn(Value value) {
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    code.invokeVirtual(UnitTypes.CONTEXT, "isOwn", UnitTypes.IS);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.EVALUATION));
  }

  private void primitiveAgainst(Lane lane, Value expected) {
    Symbol type = typeOf(lane);
    if (expected instanceof Value.Known known && known.atom() instanceof Symbol symbol) {
      if (!admits(symbol, type)) {
        method.leaveAlways(LeaveReason.EXPECTED_TYPE);
      }
      return;
    }
    branchUnlessAdmits(expected, type, method.leave(LeaveReason.EXPECTED_TYPE));
  }

  private static boolean isKnownAs(Value value, Symbol symbol) {
    return value instanceof Value.Known known && known.atom() == symbol;
  }

  private static boolean isPlainSymbol(Value value) {
    return value instanceof Value.Known known
        && (known.atom() instanceof Symbol symbol && symbol != Symbols.EMPTY
            || known.atom() == Expression.EMPTY);
  }

  /** Ends the alternative for {@code Empty}; says where to go on. */
  int failIfEmpty(int offset) {
    Value value = method.state().fromTop(0);
    if (value.lane() != Lane.REFERENCE || isPlainSymbol(value)) {
      return offset + 1;
    }
    if (ownValueFollows(offset)) {
      branchUnlessOwn(value);
      return offset + 3;
    }
    JvmLabel passes = code.newLabel();
    method.load(value, Lane.REFERENCE);
    code.instanceOf(UnitTypes.VARIABLE);
    code.branch(JvmBranch.IFNE, method.leave(LeaveReason.EVALUATION));
    method.load(value, Lane.REFERENCE);
    code.getStatic(UnitTypes.SYMBOLS, "EMPTY", Types.desc(Symbol.class));
    code.branch(JvmBranch.IF_ACMPNE, passes);
    fail();
    method.place(passes);
    return offset + 1;
  }

  /** Whether what follows is {@code push_type %Undefined%; eval_atom} or the like. */
  private boolean ownValueFollows(int offset) {
    Instruction push = function.code().get(offset + 1);
    return !blocks.isTarget(offset + 1)
        && !blocks.isTarget(offset + 2)
        && push.opcode() == Opcode.PUSH_TYPE
        && function.constant(push.immediate(0)) == Symbols.UNDEFINED
        && (function.code().get(offset + 2).opcode() == Opcode.EVAL_ATOM
            || function.code().get(offset + 2).opcode() == Opcode.JUMP_UNLESS_VALUE);
  }

  /** Ends the alternative. */
  void fail() {
    method.loadContext();
    code.invokeVirtual(UnitTypes.CONTEXT, "fail", UnitTypes.TO_ATOM);
    code.op(JvmOp.POP);
    code.branch(JvmBranch.GOTO, method.exits().nothing());
  }
}
