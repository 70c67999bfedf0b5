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
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Instructions that the context does: checks of calls, operations, minimal instructions, heads that
 * are values, and new variables. What such an instruction gives is received like the value of a
 * call.
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
  private static final MethodTypeDesc VERDICT =
      MethodTypeDesc.of(CD_int, UnitTypes.SITE, UnitTypes.ATOM);
  private static final MethodTypeDesc CALL_VALUE =
      MethodTypeDesc.of(
          UnitTypes.ATOM, UnitTypes.SITE, UnitTypes.ATOM, Types.ATOMS, UnitTypes.ATOM, CD_int);

  private final MethodWriter method;
  private final Blocks blocks;
  private final UnitFunction unitFunction;
  private final IrFunction function;
  private final CallCode calls;
  private final DataCode data;
  private final CodeBuilder code;

  RuleCode(
      MethodWriter method,
      Blocks blocks,
      UnitFunction unitFunction,
      CallCode calls,
      DataCode data) {
    this.method = method;
    this.blocks = blocks;
    this.unitFunction = unitFunction;
    this.function = unitFunction.function();
    this.calls = calls;
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
    List<Value> values =
        Templates.locals(constant(instruction, 0)).stream().map(state::local).toList();
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
    JvmLabel otherwise = blocks.seldom(method, instruction.immediate(2), LeaveReason.EVALUATION);
    int plan = instruction.immediate(1);
    if (method.sharesExits() && !method.liveAt(method.offset() + 1).get(plan)) {
      code.branch(JvmBranch.IFNULL, otherwise);
      method.state().forget(plan);
      return;
    }
    Value.Stored found = method.scratch(Lane.OBJECT);
    method.load(found, Lane.OBJECT);
    code.branch(JvmBranch.IFNULL, otherwise);
    method.load(found, Lane.OBJECT);
    method.storeAt(plan, Lane.OBJECT);
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

  // ------------------------------------------------------------------ heads that are values

  void jumpByHead(Instruction instruction) {
    int local = instruction.immediate(0);
    JvmLabel other = code.newLabel();
    if (calls.isLikelyHead(method.state().local(local), other)) {
      code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(2)));
      method.place(other);
    }
    if (method.state().local(local) instanceof Value.Stored stored
        && stored.lane() == Lane.REFERENCE) {
      method.loadContext();
      method.load(stored, Lane.REFERENCE);
      method.invoke("dereference", UnitTypes.ATOM_TO_ATOM);
      method.storeAt(local, Lane.REFERENCE);
    }
    method.loadContext();
    method.pushSite();
    method.load(method.state().local(local), Lane.REFERENCE);
    method.invoke("headVerdict", VERDICT);
    JvmLabel isData = code.newLabel();
    code.tableSwitch(
        0,
        List.of(
            isData,
            blocks.edge(method, instruction.immediate(2)),
            blocks.edge(method, instruction.immediate(3))),
        blocks.seldom(method, instruction.immediate(4), LeaveReason.EVALUATION));
    method.place(isData);
  }

  void callValue(Instruction instruction, boolean tail) {
    method.standing().beforeAnyCall();
    Value head = method.state().local(instruction.immediate(0));
    Runnable anyValue = () -> callAnyValue(instruction, tail);
    if (!calls.callLikely(head, instruction.count(), tail, anyValue)) {
      anyValue.run();
    }
  }

  private void callAnyValue(Instruction instruction, boolean tail) {
    State state = method.state();
    Value expected = state.pop();
    List<Value> operands = state.pop(instruction.count());
    method.loadContext();
    method.pushSite();
    method.load(state.local(instruction.immediate(0)), Lane.REFERENCE);
    method.loadArray(operands);
    method.load(expected, Lane.REFERENCE);
    method.loadRoom();
    method.invoke("callValue", CALL_VALUE);
    calls.receiveAtom(tail);
  }
}
