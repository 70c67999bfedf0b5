package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Templates;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Instructions that the context does: checks of calls, operations, minimal instructions, and new
 * variables. What such an instruction gives is received like the value of a call.
 */
final class RuleCode {

  private static final MethodTypeDesc FORMAL = MethodTypeDesc.of(UnitTypes.ATOM, CD_Object, CD_int);
  private static final MethodTypeDesc OPERATE =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.SITE, Types.ATOMS, UnitTypes.ATOM);
  private static final MethodTypeDesc TWO_ATOMS =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.ATOM, UnitTypes.ATOM);
  private static final MethodTypeDesc THREE_ATOMS =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.ATOM, UnitTypes.ATOM, UnitTypes.ATOM);
  private static final MethodTypeDesc APPLY_RULES =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.TARGET, Types.ATOMS, UnitTypes.ATOM);
  private static final MethodTypeDesc APPLY_RULES_WAITING =
      MethodTypeDesc.of(
          UnitTypes.ATOM, UnitTypes.TARGET, Types.ATOMS, UnitTypes.ATOM, UnitTypes.FRAME, CD_int);

  private final MethodWriter method;
  private final Blocks blocks;
  private final UnitFunction unitFunction;
  private final IrFunction function;
  private final CallCode calls;
  private final HeadCode heads;
  private final DataCode data;
  private final CodeBuilder code;

  RuleCode(
      MethodWriter method,
      Blocks blocks,
      UnitFunction unitFunction,
      CallCode calls,
      HeadCode heads,
      DataCode data) {
    this.method = method;
    this.blocks = blocks;
    this.unitFunction = unitFunction;
    this.function = unitFunction.function();
    this.calls = calls;
    this.heads = heads;
    this.data = data;
    this.code = method.code();
  }

  private Atom constant(Instruction instruction, int index) {
    return function.constant(instruction.immediate(index));
  }

  // ------------------------------------------------------------------ types

  void checkCall(Instruction instruction) {
    State state = method.state();
    Value expected = state.pop();
    Expression call = (Expression) constant(instruction, 0);
    int plan = instruction.immediate(1);
    if (method.sharesExits() && !method.liveAt(method.offset() + 1).get(plan)) {
      check(call, expected);
      code.branch(JvmBranch.IFNULL, otherwise(instruction));
      method.state().forget(plan);
      return;
    }
    JvmLabel done = code.newLabel();
    heads.admit(call, expected, plan, done);
    check(call, expected);
    Value.Stored found = method.scratch(Lane.OBJECT);
    method.load(found, Lane.OBJECT);
    code.branch(JvmBranch.IFNULL, otherwise(instruction));
    method.load(found, Lane.OBJECT);
    method.storeAt(plan, Lane.OBJECT);
    method.place(done);
  }

  private JvmLabel otherwise(Instruction instruction) {
    return blocks.seldom(method, instruction.immediate(2), LeaveReason.EVALUATION);
  }

  /** Pushes what the check of a call finds, null for nothing. */
  private void check(Expression call, Value expected) {
    List<Value> values = Templates.locals(call).stream().map(method.state()::local).toList();
    method.loadContext();
    method.pushSite();
    method.load(expected, Lane.REFERENCE);
    if (method.sharesExits() && values.size() <= CheckRoutines.MAX_VALUES) {
      values.forEach(value -> method.load(value, value.lane()));
      method.invokeCheck(values.stream().map(Value::lane).toList());
    } else {
      method.loadArray(values);
      method.invoke("check", UnitTypes.CHECK);
    }
  }

  void loadFormal(Instruction instruction) {
    method.loadContext();
    method.load(method.state().local(instruction.immediate(0)), Lane.OBJECT);
    code.pushInt(instruction.immediate(1));
    method.invoke("formal", FORMAL);
    method.result(Lane.REFERENCE);
  }

  // ------------------------------------------------------------------ operations, instructions

  void operate(Instruction instruction, boolean tail) {
    State state = method.state();
    Value expected = state.pop();
    List<Value> operands = state.pop(instruction.count());
    method.loadContext();
    method.pushSite();
    method.loadArray(operands);
    method.load(expected, Lane.REFERENCE);
    method.invoke("operate", OPERATE);
    calls.receiveAtom(tail);
  }

  /** An instruction that takes an expression and a type. */
  void run(String rule, boolean tail) {
    method.tellPlace();
    State state = method.state();
    Value expected = state.pop();
    Value operand = state.pop();
    method.loadContext();
    method.load(operand, Lane.REFERENCE);
    method.load(expected, Lane.REFERENCE);
    method.invoke(rule, TWO_ATOMS);
    calls.receiveAtom(tail);
  }

  void runFunction(Instruction instruction, boolean tail) {
    method.tellPlace();
    State state = method.state();
    Value expected = state.pop();
    Value body = state.pop();
    Value written = data.instance(constant(instruction, 0));
    method.loadContext();
    method.load(body, Lane.REFERENCE);
    method.load(written, Lane.REFERENCE);
    method.load(expected, Lane.REFERENCE);
    method.invoke("runFunction", THREE_ATOMS);
    calls.receiveAtom(tail);
  }

  void applyRules(Instruction instruction) {
    State state = method.state();
    Value expected = state.pop();
    List<Value> operands = state.pop(instruction.count());
    method.loadContext();
    method
        .constants()
        .push(code, unitFunction.call(method.offset()).orElseThrow().target(), UnitTypes.TARGET);
    method.loadArray(operands);
    method.load(expected, Lane.REFERENCE);
    if (method.isResumable()) {
      method.loadContinuation();
      method.loadRoom();
    }
    method.invoke("applyRules", method.isResumable() ? APPLY_RULES_WAITING : APPLY_RULES);
    calls.receiveAtom(true);
  }
}
