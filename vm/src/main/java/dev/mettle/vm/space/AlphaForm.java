package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;

/**
 * Equality up to a renaming of variables. Atoms are brought to a form in which variables are
 * numbered by first occurrence; two atoms are alike if these forms are equal, so that forms may
 * also serve as keys of hash tables.
 */
public final class AlphaForm {

  private AlphaForm() {}

  /** The form of {@code atom}; the atom itself if it has no variables. */
  public static Atom of(Atom atom) {
    if (atom.isGround()) {
      return atom;
    }
    int[] next = {0};
    return new VariableRewriter(v -> Variable.slot("", next[0]++)).rewrite(atom);
  }

  /** Whether the two atoms are equal up to a renaming of variables. */
  public static boolean equal(Atom a, Atom b) {
    if (a.isGround() || b.isGround()) {
      return a.equals(b);
    }
    if (a instanceof Expression x && b instanceof Expression y && x.size() != y.size()) {
      return false;
    }
    return of(a).equals(of(b));
  }
}
