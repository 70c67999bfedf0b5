package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.backend.spi.Templates;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds expressions and takes them apart. */
final class DataCode {

  private static final int FIRST = 2;

  private final MethodWriter method;
  private final Blocks blocks;
  private final UnitFunction unitFunction;
  private final IrFunction function;
  private final BitSet mainWay;
  private final CodeBuilder code;

  /**
   * For one method.
   *
   * @param mainWay see {@link MainWay}
   */
  DataCode(MethodWriter method, Blocks blocks, UnitFunction unitFunction, BitSet mainWay) {
    this.method = method;
    this.blocks = blocks;
    this.unitFunction = unitFunction;
    this.function = unitFunction.function();
    this.mainWay = mainWay;
    this.code = method.code();
  }

  void makeExpression(int count) {
    List<Value> children = method.state().pop(count);
    code.pushInt(count);
    code.newArray(Types.ATOM);
    for (int i = 0; i < count; i++) {
      code.op(JvmOp.DUP);
      code.pushInt(i);
      loadChildValue(children.get(i));
      code.op(JvmOp.AASTORE);
    }
    code.invokeStatic(Types.EXPRESSION, "owning", UnitTypes.OWNING);
    method.result(Lane.REFERENCE);
  }

  private void loadChildValue(Value child) {
    if (child instanceof Value.Stored && child.lane() == Lane.REFERENCE) {
      method.loadContext();
      method.load(child, Lane.REFERENCE);
      code.invokeVirtual(UnitTypes.CONTEXT, "dereference", UnitTypes.ATOM_TO_ATOM);
    } else {
      method.load(child, Lane.REFERENCE);
    }
  }

  void loadChild(int index) {
    Value parent = method.state().pop();
    method.load(parent, Lane.REFERENCE);
    code.checkCast(Types.EXPRESSION);
    code.pushInt(index);
    code.invokeVirtual(Types.EXPRESSION, "get", UnitTypes.CHILD);
    method.result(Lane.REFERENCE);
  }

  /** An instance that is evaluated at once is a way that is seldom taken, or the only one. */
  void instantiate(Instruction instruction, int offset) {
    if (isEvaluated(offset) && !method.isThorough() && !mainWay.get(offset)) {
      method.leaveAlways(LeaveReason.EVALUATION);
      return;
    }
    Atom template = function.constant(instruction.immediate(0));
    if (Symbols.isError(template) && method.querySite() == null) {
      Value error = instance(template);
      method.loadContext();
      method.pushSite();
      method.load(error, Lane.REFERENCE);
      method.invoke("madeError", UnitTypes.MADE_ERROR);
      method.result(Lane.REFERENCE);
      return;
    }
    Value made = instance(template);
    if (made instanceof Value.Known) {
      method.state().push(made);
    } else {
      method.load(made, Lane.REFERENCE);
      method.result(Lane.REFERENCE);
    }
  }

  /** The instance of a template, for a moment. */
  Value instance(Atom template) {
    if (template.isGround()) {
      return new Value.Known(template);
    }
    BitSet places = new BitSet();
    Templates.locals(template).forEach(places::set);
    List<@Nullable Value> locals = new ArrayList<>();
    for (int i = 0; i < places.length(); i++) {
      locals.add(places.get(i) ? method.state().local(i) : null);
    }
    method.loadContext();
    method.constants().pushAtom(code, template);
    method.loadArray(locals);
    code.invokeVirtual(UnitTypes.CONTEXT, "instantiate", UnitTypes.INSTANTIATE);
    return method.scratch(Lane.REFERENCE);
  }

  private boolean isEvaluated(int offset) {
    if (offset + 2 >= function.code().size()) {
      return false;
    }
    Rule rule = function.code().get(offset + 2).opcode().rule().orElse(null);
    return rule == Rule.EVALUATION || rule == Rule.STEP_RESULT;
  }

  void markEvaluated() {
    Value value = method.state().pop();
    if (value.lane() != Lane.REFERENCE) {
      method.state().push(value);
      return;
    }
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    code.invokeVirtual(UnitTypes.CONTEXT, "markEvaluated", UnitTypes.ATOM_TO_ATOM);
    method.result(Lane.REFERENCE);
  }

  // ------------------------------------------------------------------ switch

  void branch(Instruction instruction) {
    SwitchSite site =
        Objects.requireNonNull(unitFunction.switches().get(method.offset()), "no switch");
    Expression keys = (Expression) function.constant(instruction.immediate(0));
    Value value = method.state().fromTop(0);
    if (value.lane() == Lane.REFERENCE && value instanceof Value.Stored) {
      branchOnReference(instruction, site, keys, value);
    } else {
      branchOnOther(instruction, site, keys, value);
    }
    method.endFlow();
  }

  /** A number or a truth value can only be one of the keys that are. */
  private void branchOnOther(
      Instruction instruction, SwitchSite site, Expression keys, Value value) {
    boolean possible = value.lane() == Lane.REFERENCE;
    for (Atom key : keys) {
      possible |= !(key instanceof Symbol) && !(key instanceof Expression);
    }
    if (possible) {
      branchBySite(instruction, site, value);
    } else {
      method.state().pop();
      code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(FIRST)));
    }
  }

  private void branchOnReference(
      Instruction instruction, SwitchSite site, Expression keys, Value value) {
    if (method.meetsVariables()) {
      follow((Value.Stored) value);
    }
    State before = method.state().copy();
    JvmLabel noExpression = code.newLabel();
    JvmLabel bySite = code.newLabel();
    method.load(value, Lane.REFERENCE);
    code.instanceOf(Types.EXPRESSION);
    code.branch(JvmBranch.IFEQ, noExpression);
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof Expression key) {
        if (key.size() != 2) {
          break;
        }
        branchIfHead(value, key, instruction.immediate(FIRST + 1 + i));
      }
    }
    code.branch(JvmBranch.GOTO, bySite);
    method.place(noExpression);
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof Symbol key) {
        method.load(value, Lane.REFERENCE);
        method.constants().pushAtom(code, key);
        code.branch(JvmBranch.IF_ACMPEQ, edge(instruction.immediate(FIRST + 1 + i)));
      }
    }
    method.load(value, Lane.REFERENCE);
    code.instanceOf(UnitTypes.VARIABLE);
    code.branch(JvmBranch.IFNE, edgeOfVariable(instruction));
    method.place(bySite);
    branchBySite(instruction, site, value);
    method.setState(before);
  }

  /** Puts the value of a variable in its place, wherever it is known by the same one. */
  private void follow(Value.Stored value) {
    JvmLabel noVariable = code.newLabel();
    method.load(value, Lane.REFERENCE);
    code.instanceOf(UnitTypes.VARIABLE);
    code.branch(JvmBranch.IFEQ, noVariable);
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    method.invoke("dereference", UnitTypes.ATOM_TO_ATOM);
    code.store(JvmType.REFERENCE, value.slot());
    method.place(noVariable);
  }

  private JvmLabel edgeOfVariable(Instruction instruction) {
    return method.isThorough() || method.isResumable()
        ? edge(instruction.immediate(1))
        : method.leave(LeaveReason.VARIABLE);
  }

  private void branchIfHead(Value value, Expression key, int target) {
    JvmLabel next = code.newLabel();
    method.load(value, Lane.REFERENCE);
    code.checkCast(Types.EXPRESSION);
    code.invokeVirtual(Types.EXPRESSION, "size", UnitTypes.TO_INT);
    code.pushInt((int) ((LongAtom) key.get(1)).value());
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFNE, next);
    method.load(value, Lane.REFERENCE);
    code.checkCast(Types.EXPRESSION);
    code.pushInt(0);
    code.invokeVirtual(Types.EXPRESSION, "get", UnitTypes.CHILD);
    method.constants().pushAtom(code, key.get(0));
    code.branch(JvmBranch.IF_ACMPEQ, edge(target));
    method.place(next);
  }

  /** The edge to a target, without the operand. */
  private JvmLabel edge(int target) {
    Value value = method.state().pop();
    JvmLabel label = blocks.edge(method, target);
    method.state().push(value);
    return label;
  }

  private void branchBySite(Instruction instruction, SwitchSite site, Value value) {
    method.constants().push(code, site, UnitTypes.SWITCH_SITE);
    method.load(value, Lane.REFERENCE);
    code.invokeVirtual(UnitTypes.SWITCH_SITE, "targetOf", UnitTypes.TARGET_OF);
    List<JvmLabel> labels = new ArrayList<>();
    for (int i = FIRST; i < instruction.immediateCount(); i++) {
      labels.add(edge(instruction.immediate(i)));
    }
    code.tableSwitch(1, labels, edgeOfVariable(instruction));
  }
}
