package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.minimal.UnevaluatedParts;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.types.CallPlan;
import dev.mettle.vm.types.FunctionType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an expression is evaluated: as the call of a function type or as a tuple, and the type
 * against which its results are evaluated.
 *
 * @param plan the checked function type, or null for a tuple
 * @param headType the type against which a compound head is evaluated, or null
 * @param result the type for results
 */
public record Call(@Nullable CallPlan plan, @Nullable Atom headType, Atom result)
    implements UnevaluatedParts {

  private static final Call UNTYPED = new Call(null, null, Symbols.UNDEFINED);

  static Call tuple(Atom expected) {
    return expected == Symbols.UNDEFINED ? UNTYPED : new Call(null, null, expected);
  }

  /** How code calls an operation with operands that it has evaluated as the type demands. */
  public static Call ofOperation(Operation operation, int arity, Atom result) {
    FunctionType type = operation.functionType();
    return type == null || type.arity() != arity ? tuple(result) : function(type.plan(result));
  }

  /** How code runs a minimal instruction, whose operands it has seen to. */
  public static Call ofInstruction(int arity, Atom result) {
    Atom[] formals = new Atom[arity];
    Arrays.fill(formals, Symbols.ATOM);
    return function(new CallPlan(formals, result));
  }

  static Call function(CallPlan plan) {
    return new Call(plan, null, plan.result());
  }

  static Call function(CallPlan plan, Atom headType) {
    return new Call(plan, headType, plan.result());
  }

  /** The type of the head in this call, as an atom. */
  Atom functionType() {
    CallPlan p = plan;
    if (p == null) {
      return Symbols.UNDEFINED;
    }
    Atom[] type = new Atom[p.formals().length + 2];
    type[0] = Symbols.ARROW;
    System.arraycopy(p.formals(), 0, type, 1, p.formals().length);
    type[type.length - 1] = p.result();
    return Expression.owning(type);
  }

  boolean isTuple() {
    return plan == null;
  }

  /** The type against which child {@code index} is evaluated; the head is child 0. */
  Atom formal(int index) {
    if (plan == null) {
      return Symbols.UNDEFINED;
    }
    if (index == 0) {
      return headType == null ? Symbols.ATOM : headType;
    }
    Atom formal = plan.formals()[index - 1];
    return dev.mettle.vm.machine.Terms.dereference(formal);
  }

  @Override
  public boolean leavesUnevaluated(int index) {
    Atom formal = formal(index);
    return formal == Symbols.ATOM || formal == Symbols.EXPRESSION;
  }
}
