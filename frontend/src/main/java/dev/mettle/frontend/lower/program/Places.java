package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which local holds which variable of a body. */
final class Places {

  private final FunctionBuilder code;
  private final Map<Variable, Integer> locals = new LinkedHashMap<>();
  private final Replacement templates = new Replacement(v -> slot((Variable) v));

  Places(FunctionBuilder code) {
    this.code = code;
  }

  /** Says that a variable is found in a local that is set already. */
  void put(Variable variable, int local) {
    locals.put(variable, local);
  }

  /** The variables that have a place so far. */
  List<Variable> all() {
    return List.copyOf(locals.keySet());
  }

  /** The local of a variable. */
  int of(Variable variable) {
    Integer known = locals.get(variable);
    if (known == null) {
      known = code.newLocal();
      locals.put(variable, known);
    }
    return known;
  }

  /** The atom with places instead of variables. */
  Atom template(Atom atom) {
    return templates.in(atom);
  }

  /** The same for a call as written, in which variables without a value stand for themselves. */
  Atom checkTemplate(Expression call, Predicate<Variable> isSet) {
    return new Replacement(v -> isSet.test((Variable) v) ? slot((Variable) v) : v).in(call);
  }

  private Atom slot(Variable variable) {
    return Variable.slot(variable.name(), of(variable));
  }
}
