package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as positions of rows: those that are known, with their classes, and those that
 * variables take their values from. Bound variables count as their values. An expression in which
 * something is unknown is taken apart: its children have positions of their own.
 */
final class RowPattern {

  private final FactRows rows;
  private int[] classes;
  private @Nullable Variable[] variables;
  private int mask;
  private int repeated;
  private int shaped;
  private boolean possible = true;
  private boolean whole = true;

  /** The positions of a pattern of the head and size of some rows. */
  RowPattern(FactRows rows, Expression pattern) {
    this.rows = rows;
    this.classes = new int[rows.arity()];
    this.variables = new @Nullable Variable[classes.length];
    for (int i = 0; i < rows.arity() && possible; i++) {
      add(pattern.get(i + 1), i, 1, false);
    }
  }

  /** Whether a row may match at all. */
  boolean isPossible() {
    return possible;
  }

  /** Whether the positions say all that the pattern does. */
  boolean isWhole() {
    return whole;
  }

  /** What rows must have at the positions of {@link #mask}. */
  int[] classes() {
    return classes;
  }

  /** The positions that are known. */
  int mask() {
    return mask;
  }

  /** The variables at their positions. */
  @Nullable Variable[] variables() {
    return variables;
  }

  /** The positions whose variable stands in the pattern before. */
  int repeated() {
    return repeated;
  }

  /** The positions where rows must have something. */
  int shaped() {
    return shaped;
  }

  // Recursion over levels, of which there are few, and not over data.
  private void add(Atom part, int position, int depth, boolean tellsForm) {
    Atom atom = Clashes.resolve(part);
    if (atom instanceof Variable variable) {
      addVariable(variable, position, tellsForm);
      return;
    }
    if (atom instanceof Expression e && !e.isGround()) {
      Expression ground = Clashes.groundCopy(e);
      if (ground == null) {
        addInside(e, position, depth);
        return;
      }
      atom = ground;
    }
    int known = rows.classOf(atom);
    possible = FactRows.isClass(known);
    classes[position] = known;
    mask |= 1 << position;
  }

  private void addVariable(Variable variable, int position, boolean tellsForm) {
    for (Variable before : variables) {
      if (before == variable) {
        repeated |= 1 << position;
      }
    }
    variables[position] = variable;
    shaped |= tellsForm ? 1 << position : 0;
  }

  private void addInside(Expression e, int position, int depth) {
    int size = e.size();
    if (!FactRows.canHold(size, depth)) {
      possible = false;
      return;
    }
    for (int i = 0; i < size && possible; i++) {
      int inner = rows.innerPosition(position, size, i);
      if (inner < 0) {
        whole = false;
        return;
      }
      if (inner >= classes.length) {
        classes = Arrays.copyOf(classes, inner + 1);
        variables = Arrays.copyOf(variables, inner + 1);
      }
      // Whatever is known of the first child tells that there is an expression of this size.
      add(e.get(i), inner, depth + 1, i == 0);
    }
  }
}
