package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Fills the slots of templates. This is a {@link Rewriter} once more, for the one case that every
 * application of a rule comes to: the walk of a shallow template, written out.
 */
final class Instantiation extends Rewriter {

  private static final int RECURSION_LIMIT = 96;

  private final @Nullable Atom[] slots;

  private final long scope;

  private Instantiation(@Nullable Atom[] slots, long scope) {
    this.slots = slots;
    this.scope = scope;
  }

  /** A template with variables; empty slots are filled with fresh ones, each of its own age. */
  static Atom of(Atom template, @Nullable Atom[] slots) {
    return of(template, slots, 0);
  }

  /** The same, with variables of a scope; 0 for none. */
  static Atom of(Atom template, @Nullable Atom[] slots, long scope) {
    return template instanceof Expression e
        ? shallow(e, slots, scope, 0)
        : filled((Variable) template, slots, scope);
  }

  private static Atom shallow(Expression template, @Nullable Atom[] slots, long scope, int depth) {
    if (depth > RECURSION_LIMIT) {
      return new Instantiation(slots, scope).rewrite(template);
    }
    // A template that is not ground has a slot somewhere, so there will be a new expression.
    Atom[] children = template.toArray();
    for (int i = 0; i < children.length; i++) {
      Atom child = children[i];
      if (child instanceof Variable v) {
        children[i] = filled(v, slots, scope);
      } else if (child instanceof Expression e && !e.isGround()) {
        children[i] = shallow(e, slots, scope, depth + 1);
      }
    }
    return Expression.owning(children);
  }

  private static Atom filled(Variable variable, @Nullable Atom[] slots, long scope) {
    int slot = variable.slot();
    if (slot < 0) {
      return variable;
    }
    Atom value = slots[slot];
    if (value == null) {
      value =
          scope == 0 ? Variable.fresh(variable.name()) : Variable.freshIn(scope, variable.name());
      slots[slot] = value;
    }
    return value;
  }

  @Override
  Atom replacement(Variable variable) {
    return filled(variable, slots, scope);
  }
}
