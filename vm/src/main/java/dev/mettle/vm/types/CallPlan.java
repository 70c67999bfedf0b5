package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Terms;
import org.jspecify.annotations.Nullable;

/**
 * How a checked call is evaluated: the formal types against which its arguments are evaluated, and
 * the type against which its result is.
 *
 * @param formals the formal types, not to be changed
 * @param result the type of the result; {@code Atom} means that it is not evaluated
 */
public record CallPlan(Atom[] formals, Atom result) {

  static CallPlan of(FunctionType type, @Nullable Atom[] slots, Atom expected) {
    Atom result;
    if (type.hasFreeResult() && TypeChecker.isWildcard(expected)) {
      // Nobody can look at what the variable would be bound to.
      result = Symbols.UNDEFINED;
    } else {
      result = Terms.dereference(Terms.instantiate(type.result(), slots));
    }
    if (result == Symbols.EXPRESSION) {
      result = Symbols.UNDEFINED;
    }
    if (type.hasGroundFormals()) {
      return type.plan(result);
    }
    Atom[] formals = new Atom[type.arity()];
    for (int i = 0; i < formals.length; i++) {
      formals[i] = Terms.instantiate(type.formal(i), slots);
    }
    return new CallPlan(formals, result);
  }
}
