package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.MethodTypeDesc;

/**
 * The variables of rules. Where no alternatives part in compiled code, a scope is the serial that
 * it began at; in a function that may give several values it is an object, which all have in
 * common.
 */
final class ScopeCode {

  private static final MethodTypeDesc SERIAL_VARIABLE =
      MethodTypeDesc.of(UnitTypes.ATOM, CD_long, CD_int, UnitTypes.ATOM);
  private static final MethodTypeDesc SHARED_VARIABLE =
      MethodTypeDesc.of(UnitTypes.ATOM, CD_Object, CD_int, UnitTypes.ATOM);
  private static final MethodTypeDesc CLAIM =
      MethodTypeDesc.of(UnitTypes.ATOM, UnitTypes.ATOM, CD_Object, CD_int, UnitTypes.ATOM);
  private static final MethodTypeDesc CHILD = MethodTypeDesc.of(CD_Object, CD_Object, CD_long);

  private final MethodWriter method;
  private final IrFunction function;
  private final CodeBuilder code;

  ScopeCode(MethodWriter method, IrFunction function) {
    this.method = method;
    this.function = function;
    this.code = method.code();
  }

  void freshVariable(Instruction instruction) {
    method.loadContext();
    method.constants().pushAtom(code, function.constant(instruction.immediate(0)));
    method.invoke("freshVariable", UnitTypes.ATOM_TO_ATOM);
    method.result(Lane.REFERENCE);
  }

  void newScope(Instruction instruction) {
    method.loadContext();
    if (method.isResumable()) {
      method.invoke("newSharedScope", UnitTypes.TO_OBJECT);
      method.storeAt(instruction.immediate(0), Lane.OBJECT);
    } else {
      method.invoke("newScope", UnitTypes.TO_LONG);
      method.storeAt(instruction.immediate(0), Lane.LONG);
    }
  }

  void childScope(Instruction instruction) {
    if (method.isResumable()) {
      method.loadContext();
      loadScope(instruction);
      method.load(method.state().local(instruction.immediate(2)), Lane.LONG);
      method.invoke("childScope", CHILD);
      method.storeAt(instruction.immediate(0), Lane.OBJECT);
    } else {
      loadScope(instruction);
      method.storeAt(instruction.immediate(0), Lane.LONG);
    }
  }

  void variable(Instruction instruction) {
    method.loadContext();
    loadScope(instruction);
    code.pushInt(instruction.immediate(2));
    method.constants().pushAtom(code, function.constant(instruction.immediate(0)));
    method.invoke("scopeVariable", method.isResumable() ? SHARED_VARIABLE : SERIAL_VARIABLE);
    method.result(Lane.REFERENCE);
  }

  /** Numbers and the like are taken as they are; while nobody else has the scope, anything is. */
  void claim(Instruction instruction) {
    Value value = method.state().fromTop(0);
    boolean mayBeBound =
        value instanceof Value.Stored && value.lane() == Lane.REFERENCE
            || value instanceof Value.Known known && known.atom() instanceof Variable;
    if (!mayBeBound) {
      return;
    }
    method.state().pop();
    method.loadContext();
    method.load(value, Lane.REFERENCE);
    if (method.isResumable()) {
      loadScope(instruction);
      code.pushInt(instruction.immediate(2));
      method.constants().pushAtom(code, function.constant(instruction.immediate(0)));
      method.invoke("claim", CLAIM);
    } else {
      method.invoke("dereference", UnitTypes.ATOM_TO_ATOM);
    }
    method.result(Lane.REFERENCE);
  }

  private void loadScope(Instruction instruction) {
    Lane lane = method.isResumable() ? Lane.OBJECT : Lane.LONG;
    method.load(method.state().local(instruction.immediate(1)), lane);
  }
}
