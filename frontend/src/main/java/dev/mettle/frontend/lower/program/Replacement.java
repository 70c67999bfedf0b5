package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Puts other atoms in the place of variables. It does not recurse over the atom, and rewrites what
 * stands in several places once: the atoms that it is asked about may be parts of each other.
 */
final class Replacement {

  private final UnaryOperator<Atom> replaced;
  private final IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();
  private int turns;

  /**
   * @param replaced what stands for a variable, always the same
   */
  Replacement(UnaryOperator<Atom> replaced) {
    this.replaced = replaced;
  }

  /** Visits the variables of an atom from left to right, as often as they occur. */
  static void forEachVariable(Atom atom, Consumer<Variable> action) {
    ArrayDeque<Atom> parts = new ArrayDeque<>();
    parts.push(atom);
    int turn = 0;
    for (Atom part = parts.poll(); part != null; part = parts.poll()) {
      Interruption.check(++turn);
      if (part instanceof Variable v) {
        action.accept(v);
      } else if (part instanceof Expression e && !e.isGround()) {
        for (int i = e.size() - 1; i >= 0; i--) {
          parts.push(e.get(i));
        }
      }
    }
  }

  /** An atom with other atoms in the place of its variables. */
  Atom in(Atom atom) {
    if (!isOpen(atom)) {
      return leaf(atom);
    }
    ArrayDeque<Expression> pending = new ArrayDeque<>();
    pending.push((Expression) atom);
    for (Expression e = pending.peek(); e != null; e = pending.peek()) {
      if (!known.containsKey(e) && areKnown(e, pending)) {
        known.put(e, rewritten(e));
      }
      if (pending.peek() == e) {
        pending.pop();
      }
    }
    return known.getOrDefault((Expression) atom, (Expression) atom);
  }

  /** Whether all parts of an expression are rewritten; those that are not come before it. */
  private boolean areKnown(Expression e, ArrayDeque<Expression> pending) {
    boolean all = true;
    for (Atom child : e) {
      Interruption.check(++turns);
      if (isOpen(child) && !known.containsKey((Expression) child)) {
        pending.push((Expression) child);
        all = false;
      }
    }
    return all;
  }

  private Expression rewritten(Expression e) {
    Atom[] children = e.toArray();
    for (int i = 0; i < children.length; i++) {
      Atom child = children[i];
      children[i] =
          isOpen(child) ? known.getOrDefault((Expression) child, (Expression) child) : leaf(child);
    }
    return Expression.owning(children);
  }

  private Atom leaf(Atom atom) {
    return atom instanceof Variable v ? replaced.apply(v) : atom;
  }

  private static boolean isOpen(Atom atom) {
    return atom instanceof Expression e && !e.isGround();
  }
}
