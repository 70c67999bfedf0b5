package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.Instruction;
import java.lang.constant.MethodTypeDesc;

/** Takes lists apart and builds them, and goes through their children. */
final class ListCode {

  private static final MethodTypeDesc CONS =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.ATOM, UnitTypes.ATOM);
  private static final MethodTypeDesc NEW_LIST = MethodTypeDesc.of(CD_Object);
  private static final MethodTypeDesc ADD_TO =
      MethodTypeDesc.of(CD_Object, CD_Object, UnitTypes.ATOM);
  private static final MethodTypeDesc TAKE_LIST = MethodTypeDesc.of(UnitTypes.ATOM, CD_Object);

  private final MethodWriter method;
  private final Blocks blocks;
  private final CodeBuilder code;

  ListCode(MethodWriter method, Blocks blocks) {
    this.method = method;
    this.blocks = blocks;
    this.code = method.code();
  }

  // ------------------------------------------------------------------ parts

  void cons(Instruction instruction) {
    State state = method.state();
    method.loadContext();
    method.load(state.fromTop(1), Lane.REFERENCE);
    method.load(state.fromTop(0), Lane.REFERENCE);
    method.invoke("cons", CONS);
    partOrLeave(2, instruction.immediate(0));
  }

  /** The rules car, cdr and decons. */
  void part(String rule, Instruction instruction) {
    method.loadContext();
    method.load(method.state().fromTop(0), Lane.REFERENCE);
    method.invoke(rule, UnitTypes.ATOM_TO_ATOM);
    partOrLeave(1, instruction.immediate(0));
  }

  private void partOrLeave(int operands, int target) {
    Value.Stored part = method.scratch(Lane.REFERENCE);
    method.load(part, Lane.REFERENCE);
    code.branch(JvmBranch.IFNULL, blocks.seldom(method, target, LeaveReason.EVALUATION));
    method.state().pop(operands);
    method.load(part, Lane.REFERENCE);
    method.result(Lane.REFERENCE);
  }

  // ------------------------------------------------------------------ what a local holds

  void jumpUnlessList(Instruction instruction) {
    int local = instruction.immediate(0);
    int target = instruction.immediate(1);
    method.loadContext();
    method.load(method.state().local(local), Lane.REFERENCE);
    method.invoke("asList", UnitTypes.ATOM_TO_ATOM);
    Value.Stored list = method.scratch(Lane.REFERENCE);
    method.load(list, Lane.REFERENCE);
    code.branch(JvmBranch.IFNULL, blocks.seldom(method, target, LeaveReason.EVALUATION));
    method.load(list, Lane.REFERENCE);
    method.storeAt(local, Lane.REFERENCE);
  }

  void jumpIfFunction(Instruction instruction) {
    Value value = method.state().local(instruction.immediate(0));
    if (value.lane() == Lane.REFERENCE) {
      method.loadContext();
      method.load(value, Lane.REFERENCE);
      method.invoke("isFunction", UnitTypes.IS);
      code.branch(
          JvmBranch.IFNE, blocks.seldom(method, instruction.immediate(1), LeaveReason.EVALUATION));
    }
  }

  void jumpUnlessGround(Instruction instruction) {
    Value value = method.state().local(instruction.immediate(0));
    if (value.lane() == Lane.REFERENCE) {
      method.loadContext();
      method.load(value, Lane.REFERENCE);
      method.invoke("isGround", UnitTypes.IS);
      code.branch(JvmBranch.IFEQ, blocks.edge(method, instruction.immediate(1)));
    }
  }

  // ------------------------------------------------------------------ loops

  void firstChild(Instruction instruction) {
    method.state().set(instruction.immediate(0), new Value.Known(LongAtom.of(0)));
  }

  void nextChild(Instruction instruction) {
    State state = method.state();
    Value list = state.local(instruction.immediate(0));
    int cursor = instruction.immediate(1);
    loadList(list);
    code.invokeVirtual(Types.EXPRESSION, "size", UnitTypes.TO_INT);
    loadIndex(state.local(cursor));
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFEQ, blocks.edge(method, instruction.immediate(2)));
    poll();
    method.loadContext();
    loadList(list);
    loadIndex(state.local(cursor));
    code.invokeVirtual(Types.EXPRESSION, "get", UnitTypes.CHILD);
    method.invoke("dereference", UnitTypes.ATOM_TO_ATOM);
    method.result(Lane.REFERENCE);
    method.load(state.local(cursor), Lane.LONG);
    code.pushLong(1);
    code.op(JvmOp.LADD);
    method.storeAt(cursor, Lane.LONG);
  }

  /** Leaves if the machine wants control. */
  private void poll() {
    JvmLabel go = code.newLabel();
    method.loadContext();
    method.invoke("stopped", UnitTypes.TO_BOOLEAN);
    code.branch(JvmBranch.IFEQ, go);
    method.loadContext();
    method.invoke("poll", UnitTypes.TO_BOOLEAN);
    code.branch(JvmBranch.IFNE, method.leave(LeaveReason.POLL));
    method.place(go);
  }

  private void loadList(Value list) {
    method.load(list, Lane.REFERENCE);
    code.checkCast(Types.EXPRESSION);
  }

  private void loadIndex(Value cursor) {
    method.load(cursor, Lane.LONG);
    code.op(JvmOp.L2I);
  }

  void newList(Instruction instruction) {
    method.loadContext();
    method.invoke("newList", NEW_LIST);
    method.storeAt(instruction.immediate(0), Lane.OBJECT);
  }

  void addTo(Instruction instruction) {
    int local = instruction.immediate(0);
    Value child = method.state().pop();
    method.loadContext();
    method.load(method.state().local(local), Lane.OBJECT);
    method.load(child, Lane.REFERENCE);
    method.invoke("addTo", ADD_TO);
    method.storeAt(local, Lane.OBJECT);
  }

  void takeList(Instruction instruction) {
    method.loadContext();
    method.load(method.state().local(instruction.immediate(0)), Lane.OBJECT);
    method.invoke("takeList", TAKE_LIST);
    method.result(Lane.REFERENCE);
  }
}
