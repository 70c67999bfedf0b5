package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what values are: their kinds, whether they are errors, whether they are their own
 * values. The ways that are seldom taken are not compiled; they leave.
 */
final class CheckCode {

  private static final MethodTypeDesc TRUTH = MethodTypeDesc.of(CD_int, UnitTypes.ATOM);

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
        if (MainWay.asksForVariable(instruction)) {
          branchOnOther(condition, instruction, holds);
          method.place(holds);
          return;
        }
        method.load(condition, Lane.REFERENCE);
        code.getStatic(Types.BOOL_ATOM, "TRUE", Types.BOOL_ATOM);
        code.branch(JvmBranch.IF_ACMPEQ, holds);
        method.load(condition, Lane.REFERENCE);
        code.getStatic(Types.BOOL_ATOM, "FALSE", Types.BOOL_ATOM);
        JvmLabel other = method.isThorough() ? code.newLabel() : null;
        code.branch(
            JvmBranch.IF_ACMPNE, other == null ? method.leave(LeaveReason.ARGUMENT_KIND) : other);
        code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(0)));
        if (other != null) {
          // The condition is still needed where the frame is described.
          State without = method.state().copy();
          method.state().push(condition);
          method.place(other);
          method.setState(without);
          branchOnOther(condition, instruction, holds);
        }
        method.place(holds);
      }
    }
  }

  /** What is neither of the Bool values may be a variable that has one. */
  private void branchOnOther(Value condition, Instruction instruction, JvmLabel holds) {
    method.loadContext();
    method.load(condition, Lane.REFERENCE);
    method.invoke("truth", TRUTH);
    code.tableSwitch(
        0,
        List.of(
            blocks.edge(method, instruction.immediate(0)),
            holds,
            blocks.edge(method, instruction.immediate(1))),
        blocks.edge(method, instruction.immediate(2)));
  }

  private void jump(int target) {
    code.branch(JvmBranch.GOTO, blocks.edge(method, target));
    method.endFlow();
  }

  void guard() {
    method.standing().guard();
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
      code.branch(JvmBranch.IFEQ, blocks.seldom(method, target, LeaveReason.ARGUMENT_KIND));
    }
  }

  private void leaveAlwaysAt(int target, LeaveReason reason) {
    code.branch(JvmBranch.GOTO, blocks.seldom(method, target, reason));
    method.endFlow();
  }

  /** The type of the values of a primitive lane. */
  static Symbol typeOf(Lane lane) {
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
    branchUnlessAdmits(expected, type, blocks.seldom(method, target, LeaveReason.EXPECTED_TYPE));
  }

  /** Whether an expected type, null if it is not known, admits values of a type. */
  static boolean admits(@Nullable Symbol expected, Atom type) {
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
    if (value instanceof Value.Known known && !Symbols.isError(known.atom())) {
      return;
    }
    method.load(value, Lane.REFERENCE);
    code.invokeStatic(UnitTypes.SYMBOLS, "isError", UnitTypes.IS);
    goWayOfError(value, instruction, 0);
  }

  /**
   * Where a truth value says so, an error goes its way: the operands beneath it are of no use any
   * more, and it is noted that it has ended a call of this rule.
   */
  private void goWayOfError(Value error, Instruction instruction, int besides) {
    if (!method.isThorough()) {
      code.branch(JvmBranch.IFNE, method.leave(LeaveReason.ERROR));
      return;
    }
    // It is noted once.
    method.endStretch();
    JvmLabel none = code.newLabel();
    code.branch(JvmBranch.IFEQ, none);
    State before = method.state().copy();
    method.loadContext();
    method.pushSite();
    method.load(error, Lane.REFERENCE);
    method.invoke("passedError", UnitTypes.MADE_ERROR);
    method.state().pop(1 + instruction.immediate(0) + besides);
    method.result(Lane.REFERENCE);
    code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(1)));
    method.setState(before);
    method.place(none);
  }

  void jumpIfNewError(Instruction instruction) {
    State state = method.state();
    Value written = state.fromTop(1);
    Value value = state.fromTop(0);
    if (value.lane() == Lane.REFERENCE
        && !(value instanceof Value.Known known && !Symbols.isError(known.atom()))) {
      if (method.isThorough()) {
        method.loadContext();
        method.load(value, Lane.REFERENCE);
        method.load(written, Lane.REFERENCE);
        method.invoke("isNewError", UnitTypes.IS_AGAINST);
      } else {
        method.load(value, Lane.REFERENCE);
        code.invokeStatic(UnitTypes.SYMBOLS, "isError", UnitTypes.IS);
      }
      goWayOfError(value, instruction, 1);
      state = method.state();
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
        method.loadContext();
        method.load(value, Lane.REFERENCE);
        method.load(expected, Lane.REFERENCE);
        code.invokeVirtual(UnitTypes.CONTEXT, "passesCast", UnitTypes.IS_AGAINST);
        code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.EVALUATION));
      } else {
        testType(value.lane(), expected);
      }
    }
    if (method.isReachable()) {
      state.pop(2);
      state.push(value);
    }
  }

  /** Leaves if an expected type does not admit the values of a primitive lane. */
  void testType(Lane lane, Value expected) {
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
}
