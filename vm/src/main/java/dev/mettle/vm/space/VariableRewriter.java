package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Replaces the variables of atoms, each by what a function gives for its first occurrence. Works on
 * a stack of its own, since atoms may be arbitrarily deep, and shares what has no variables.
 */
public final class VariableRewriter {

  private final Map<Variable, Atom> replacements = new HashMap<>();
  private final Function<Variable, Atom> replacementOf;

  /** A rewriter that asks {@code replacementOf} once for each distinct variable. */
  public VariableRewriter(Function<Variable, Atom> replacementOf) {
    this.replacementOf = replacementOf;
  }

  /** A rewriter that renames every variable afresh. */
  public static VariableRewriter renaming() {
    return new VariableRewriter(v -> Variable.fresh(v.name()));
  }

  /** A rewriter that numbers the variables as slots, from 0 in the order of first occurrence. */
  public static VariableRewriter numbering() {
    int[] next = {0};
    return new VariableRewriter(v -> Variable.slot(v.name(), next[0]++));
  }

  /** What was put in the place of each variable. */
  public Map<Variable, Atom> replacements() {
    return replacements;
  }

  /** The atom with its variables replaced. */
  public Atom rewrite(Atom atom) {
    if (!(atom instanceof Expression top) || top.isGround()) {
      return rewriteLeaf(atom);
    }
    ArrayDeque<Unfinished> outer = new ArrayDeque<>();
    Unfinished current = new Unfinished(top);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
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
          current.children[current.done++] = rewriteLeaf(child);
        }
      }
    }
  }

  private Atom rewriteLeaf(Atom leaf) {
    if (!(leaf instanceof Variable v)) {
      return leaf;
    }
    Atom known = replacements.get(v);
    if (known == null) {
      known = replacementOf.apply(v);
      replacements.put(v, known);
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
