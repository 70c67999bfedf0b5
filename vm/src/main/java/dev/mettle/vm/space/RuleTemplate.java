package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The two sides of a rule with slots in place of variables.
 *
 * @param head the left-hand side
 * @param body the right-hand side
 * @param slots the variable that each slot replaces, in the order of first occurrence
 * @param headSlots how many of them occur in the head
 * @param plainParameters whether the head is a symbol with distinct variables as arguments
 */
record RuleTemplate(
    Atom head, Atom body, Variable[] slots, int headSlots, boolean plainParameters) {

  private static final Variable[] NO_SLOTS = {};

  static RuleTemplate of(Atom lhs, Atom rhs) {
    if (lhs.isGround() && rhs.isGround()) {
      boolean plain = lhs instanceof Expression e && e.size() == 1 && e.get(0) instanceof Symbol;
      return new RuleTemplate(lhs, rhs, NO_SLOTS, 0, plain);
    }
    Map<Variable, Variable> slotOf = new HashMap<>();
    Atom head = withSlots(lhs, slotOf);
    int headSlots = slotOf.size();
    Atom body = withSlots(rhs, slotOf);
    Variable[] slots = new Variable[slotOf.size()];
    slotOf.forEach((variable, slot) -> slots[slot.slot()] = variable);
    return new RuleTemplate(head, body, slots, headSlots, isPlain(head, headSlots));
  }

  private static boolean isPlain(Atom head, int headSlots) {
    if (!(head instanceof Expression e)
        || e.size() != headSlots + 1
        || !(e.get(0) instanceof Symbol)) {
      return false;
    }
    for (int i = 1; i < e.size(); i++) {
      if (!(e.get(i) instanceof Variable)) {
        return false;
      }
    }
    return true;
  }

  /** Replaces variables, on a stack of its own: right-hand sides may be arbitrarily deep. */
  private static Atom withSlots(Atom atom, Map<Variable, Variable> slotOf) {
    if (!(atom instanceof Expression top) || top.isGround()) {
      return leafWithSlots(atom, slotOf);
    }
    ArrayDeque<Unfinished> outer = new ArrayDeque<>();
    Unfinished current = new Unfinished(top);
    while (true) {
      if (current.done == current.children.length) {
        Expression built = Expression.owning(current.children);
        if (outer.isEmpty()) {
          return built;
        }
        current = outer.pop();
        current.children[current.done++] = built;
      } else {
        Atom child = current.source.get(current.done);
        if (child instanceof Expression e && !e.isGround()) {
          outer.push(current);
          current = new Unfinished(e);
        } else {
          current.children[current.done++] = leafWithSlots(child, slotOf);
        }
      }
    }
  }

  private static Atom leafWithSlots(Atom leaf, Map<Variable, Variable> slotOf) {
    if (!(leaf instanceof Variable v)) {
      return leaf;
    }
    Variable known = slotOf.get(v);
    if (known == null) {
      known = Variable.slot(v.name(), slotOf.size());
      slotOf.put(v, known);
    }
    return known;
  }

  private static final class Unfinished {
    final Expression source;
    final Atom[] children;
    int done;

    Unfinished(Expression source) {
      this.source = source;
      this.children = new Atom[source.size()];
    }
  }
}
