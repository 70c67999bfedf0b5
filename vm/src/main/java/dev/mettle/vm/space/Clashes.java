package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A quick test that tells most atoms that cannot unify, without binding anything. It looks a few
 * levels deep and at the values of bound variables; it never calls unifiable atoms a clash.
 */
final class Clashes {

  /** How deep to look: {@code (f (S Z))} against {@code (= (f (S (S $x))) ..)} needs three. */
  private static final int LEVELS = 3;

  /** A long inner expression is for the unification to compare. */
  private static final int WIDTH = 8;

  /** So many children are compared as quickly as hashes are. */
  private static final int SMALL = 3;

  private Clashes() {}

  /** The value of a bound variable, the atom itself otherwise. */
  static Atom resolve(Atom atom) {
    Atom a = atom;
    while (a instanceof Variable v) {
      Atom value = v.binding();
      if (value == null) {
        return v;
      }
      a = value;
    }
    return a;
  }

  /** Whether {@code pattern} may unify with the stored atom {@code stored}. */
  static boolean mayUnify(Atom pattern, Atom stored) {
    return mayUnify(pattern, stored, LEVELS);
  }

  // Recursion over levels, of which there are few, and not over data.
  private static boolean mayUnify(Atom pattern, Atom stored, int levels) {
    if (stored instanceof Variable) {
      return true;
    }
    Atom p = resolve(pattern);
    if (p == stored || p instanceof Variable) {
      return true;
    }
    if (p instanceof Expression x) {
      return stored instanceof Expression y && mayUnifyInside(x, y, levels);
    }
    return !(stored instanceof Expression) && p.equals(stored);
  }

  private static boolean mayUnifyInside(Expression x, Expression y, int levels) {
    int size = x.size();
    if (size != y.size()) {
      return false;
    }
    // Where a look at the children tells, no hash is computed.
    if (levels == 0 || size > SMALL && x.isGround() && y.isGround()) {
      return !x.isGround() || !y.isGround() || x.hashCode() == y.hashCode();
    }
    int width = levels == LEVELS ? size : Math.min(size, WIDTH);
    for (int i = 0; i < width; i++) {
      if (!mayUnify(x.get(i), y.get(i), levels - 1)) {
        return false;
      }
    }
    return true;
  }

  /**
   * This expression with the values of variables that are its children, if it is ground then.
   *
   * <p>One level only: it pays where it saves a search, and deeper structure is rarely bound.
   */
  static @Nullable Expression groundCopy(Expression pattern) {
    if (pattern.isGround()) {
      return pattern;
    }
    int size = pattern.size();
    for (int i = 0; i < size; i++) {
      if (!resolve(pattern.get(i)).isGround()) {
        return null;
      }
    }
    Atom[] children = new Atom[size];
    for (int i = 0; i < size; i++) {
      children[i] = resolve(pattern.get(i));
    }
    return Expression.owning(children);
  }
}
