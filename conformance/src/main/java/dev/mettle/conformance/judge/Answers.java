package dev.mettle.conformance.judge;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Whether two answers are the same. This is stricter than the language's equality: an integer is no
 * float, the zeros differ, NaN is NaN. Only an operation may stand as itself or as its name.
 *
 * @since 1.0
 */
public final class Answers {

  private record Pair(Atom left, Atom right) {}

  private Answers() {}

  /** Whether two rows of results are the same, in the same order. */
  public static boolean same(List<Atom> left, List<Atom> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a program could not tell the two atoms apart. */
  public static boolean same(Atom left, Atom right) {
    ArrayDeque<Pair> open = new ArrayDeque<>();
    open.push(new Pair(left, right));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      if (pair.left() instanceof Expression a && pair.right() instanceof Expression b) {
        if (a.size() != b.size()) {
          return false;
        }
        for (int i = 0; i < a.size(); i++) {
          open.push(new Pair(a.get(i), b.get(i)));
        }
      } else if (!sameLeaf(pair.left(), pair.right())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLeaf(Atom a, Atom b) {
    if (a instanceof LongAtom m && b instanceof LongAtom n) {
      return m.value() == n.value();
    }
    if (a instanceof BoolAtom p && b instanceof BoolAtom q) {
      return p.value() == q.value();
    }
    if (a instanceof DoubleAtom x && b instanceof DoubleAtom y) {
      return Double.compare(x.value(), y.value()) == 0;
    }
    boolean sameClass = a.getClass() == b.getClass() || isOperation(a) && isOperation(b);
    // The text shows the number of a variable.
    return sameClass && a.toString().equals(b.toString());
  }

  private static boolean isOperation(Atom atom) {
    return atom instanceof Symbol || atom instanceof GroundedValue;
  }
}
