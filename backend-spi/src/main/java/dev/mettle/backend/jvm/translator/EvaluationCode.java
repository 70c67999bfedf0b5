package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.List;

/**
 * Evaluates what came up at run time. Nearly always it is its own value, which is found out in
 * place. Where the seldom ways are compiled, the machine evaluates anything else, and the frame
 * waits; else the code leaves.
 */
final class EvaluationCode {

  private static final MethodTypeDesc VERDICT = MethodTypeDesc.of(CD_int, UnitTypes.ATOM);
  private static final MethodTypeDesc TWO_ATOMS =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.ATOM, UnitTypes.ATOM);

  private final MethodWriter method;
  private final Blocks blocks;
  private final IrFunction function;
  private final CallCode calls;
  private final CheckCode checks;
  private final BitSet mainWay;
  private final CodeBuilder code;

  /**
   * For one method.
   *
   * @param mainWay see {@link MainWay}
   */
  EvaluationCode(
      MethodWriter method,
      Blocks blocks,
      IrFunction function,
      CallCode calls,
      CheckCode checks,
      BitSet mainWay) {
    this.method = method;
    this.blocks = blocks;
    this.function = function;
    this.calls = calls;
    this.checks = checks;
    this.mainWay = mainWay;
    this.code = method.code();
  }

  // ------------------------------------------------------------------ evaluation

  void evaluate(boolean tail) {
    Value expected = method.state().fromTop(0);
    Value value = method.state().fromTop(1);
    if (isOwn(value, expected)) {
      pass(value, tail);
    } else if (method.isThorough() || isMadeOnMainWay()) {
      byMachine("evaluate", tail);
    } else if (value.lane() == Lane.REFERENCE && method.meetsVariables()) {
      takeOwn(value, expected, method.leave(LeaveReason.EVALUATION));
      if (tail) {
        calls.ret(method.state().pop());
      }
    } else {
      testOwn(value, expected);
      pass(value, tail);
    }
  }

  /** Whether what is evaluated was just made, on the way that the function goes most often. */
  private boolean isMadeOnMainWay() {
    int at = method.offset();
    return mainWay.get(at) && function.code().get(at - 2).opcode() == Opcode.INSTANTIATE;
  }

  /** Goes on with a value, resolved, if it is its own. */
  private void takeOwn(Value value, Value expected, JvmLabel otherwise) {
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.load(expected, Lane.REFERENCE);
    method.invoke("ownValue", TWO_ATOMS);
    Value.Stored own = method.scratch(Lane.REFERENCE);
    method.load(own, Lane.REFERENCE);
    code.branch(JvmBranch.IFNULL, otherwise);
    method.state().pop(2);
    method.load(own, Lane.REFERENCE);
    method.result(Lane.REFERENCE);
  }

  void jumpUnlessValue(Instruction instruction) {
    State state = method.state();
    Value expected = state.fromTop(0);
    Value value = state.fromTop(1);
    if (isOwn(value, expected)) {
      pass(value, false);
    } else if (method.meetsVariables()) {
      State before = state.copy();
      state.pop(2);
      JvmLabel otherwise = blocks.seldom(method, instruction.immediate(0), LeaveReason.EVALUATION);
      method.setState(before);
      takeOwn(value, expected, otherwise);
    } else {
      testOwn(value, expected);
      pass(value, false);
    }
  }

  void reduce(Instruction instruction, boolean tail) {
    Value expected = method.state().fromTop(0);
    Value value = method.state().fromTop(1);
    if (value.lane() != Lane.REFERENCE) {
      evaluate(tail);
    } else if (method.isThorough() || isMadeOnMainWay()) {
      branchOnStep(value, instruction);
      byMachine("reduce", tail);
    } else {
      test("isResult", value, expected);
      pass(value, tail);
    }
  }

  /** Goes elsewhere with what is no result. */
  private void branchOnStep(Value value, Instruction instruction) {
    State before = method.state().copy();
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.invoke("stepVerdict", VERDICT);
    method.state().pop(2);
    JvmLabel isResult = code.newLabel();
    List<JvmLabel> others =
        List.of(
            blocks.edge(method, instruction.immediate(0)),
            blocks.edge(method, instruction.immediate(1)));
    code.tableSwitch(1, others, isResult);
    method.setState(before);
    method.place(isResult);
  }

  private void byMachine(String rule, boolean tail) {
    method.endStretch();
    method.tellPlace();
    Value expected = method.state().pop();
    Value value = method.state().pop();
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.load(expected, Lane.REFERENCE);
    method.invoke(rule, TWO_ATOMS);
    calls.receiveAtom(tail);
  }

  /** Goes on with a value that is its own, beneath the expected type. */
  private void pass(Value value, boolean tail) {
    if (!method.isReachable()) {
      return;
    }
    method.state().pop(2);
    if (tail) {
      calls.ret(value);
    } else {
      method.state().push(value);
    }
  }

  // ------------------------------------------------------------------ own values

  /** Whether a value is known to be its own. */
  private static boolean isOwn(Value value, Value expected) {
    Symbol type =
        expected instanceof Value.Known known && known.atom() instanceof Symbol symbol
            ? symbol
            : null;
    return switch (value.lane()) {
      case LONG, DOUBLE, BOOLEAN -> CheckCode.admits(type, CheckCode.typeOf(value.lane()));
      case REFERENCE -> type == Symbols.UNDEFINED && isPlainSymbol(value);
      case OBJECT -> throw new IllegalStateException("no operand is an object of the machine");
    };
  }

  private static boolean isPlainSymbol(Value value) {
    return value instanceof Value.Known known
        && (known.atom() instanceof Symbol symbol && symbol != Symbols.EMPTY
            || known.atom() == Expression.EMPTY);
  }

  private void testOwn(Value value, Value expected) {
    boolean undefined = expected instanceof Value.Known known && known.atom() == Symbols.UNDEFINED;
    switch (value.lane()) {
      case REFERENCE -> {
        if (undefined) {
          testOwn(value);
        } else {
          test("isValue", value, expected);
        }
      }
      case LONG, DOUBLE, BOOLEAN -> checks.testType(value.lane(), expected);
      case OBJECT -> throw new IllegalStateException("no operand is an object of the machine");
    }
  }

  private void testOwn(Value value) {
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.invoke("isOwn", UnitTypes.IS);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.EVALUATION));
  }

  private void test(String test, Value value, Value expected) {
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.load(expected, Lane.REFERENCE);
    method.invoke(test, UnitTypes.IS_AGAINST);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.EVALUATION));
  }

  // ------------------------------------------------------------------ Empty

  /** Ends the alternative for {@code Empty}; says where to go on. */
  int failIfEmpty(int offset) {
    Value value = method.state().fromTop(0);
    if (value.lane() != Lane.REFERENCE || isPlainSymbol(value)) {
      return offset + 1;
    }
    if (method.meetsVariables()) {
      method.loadContext();
      method.load(value, Lane.REFERENCE);
      method.invoke("isEmpty", UnitTypes.IS);
      failUnless(JvmBranch.IFEQ);
      return offset + 1;
    }
    if (ownValueFollows(offset)) {
      JvmLabel own = code.newLabel();
      boolean sure = errorFollows(offset + 3);
      if (sure) {
        method.loadContext();
        method.load(value, Lane.REFERENCE);
        method.invoke("isSurelyOwn", UnitTypes.IS);
        code.branch(JvmBranch.IFNE, own);
      }
      testOwn(value);
      if (!sure) {
        return offset + 3;
      }
      method.begin(offset + 3, Stretch.mayHold(Opcode.JUMP_IF_ERROR));
      checks.jumpIfError(function.code().get(offset + 3));
      method.place(own);
      return offset + 4;
    }
    method.load(value, Lane.REFERENCE);
    code.instanceOf(UnitTypes.VARIABLE);
    code.branch(JvmBranch.IFNE, method.leave(LeaveReason.VARIABLE));
    method.load(value, Lane.REFERENCE);
    code.getStatic(UnitTypes.SYMBOLS, "EMPTY", Types.desc(Symbol.class));
    failUnless(JvmBranch.IF_ACMPNE);
    return offset + 1;
  }

  private void failUnless(JvmBranch branch) {
    JvmLabel passes = code.newLabel();
    code.branch(branch, passes);
    fail();
    method.place(passes);
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

  /** Whether an error leaves at the next instruction, and changes nothing otherwise. */
  private boolean errorFollows(int offset) {
    return !blocks.isTarget(offset)
        && !method.isCompiled(offset)
        && !method.isThorough()
        && function.code().get(offset).opcode() == Opcode.JUMP_IF_ERROR;
  }

  /** Ends the alternative. */
  void fail() {
    method.loadContext();
    code.invokeVirtual(UnitTypes.CONTEXT, "fail", UnitTypes.TO_ATOM);
    code.op(JvmOp.POP);
    code.branch(JvmBranch.GOTO, method.exits().nothing());
  }
}
