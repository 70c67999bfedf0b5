package dev.mettle.vm.query;

import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.space.RowCursor;

/** The answers of a query that rows of plain facts answer alone: nothing is unified. */
final class RowMatches extends ChoicePoint {

  private final RowCursor rows;
  private final QueryOutcome outcome;

  private RowMatches(RowCursor rows, QueryOutcome outcome) {
    this.rows = rows;
    this.outcome = outcome;
  }

  /** Makes the bindings of the first row; false if there is none, and the next step is set up. */
  static boolean begin(Machine m, RowCursor rows, QueryOutcome outcome) {
    if (!rows.hasNext()) {
      outcome.none(m);
      return false;
    }
    rows.next();
    if (rows.hasNext()) {
      m.pushChoice(new RowMatches(rows, outcome));
    }
    bind(m, rows);
    return true;
  }

  @Override
  protected void retry(Machine m) {
    rows.next();
    if (!rows.hasNext()) {
      m.popChoice();
    }
    bind(m, rows);
    outcome.solved(m);
  }

  /** Gives the variables of the pattern what the row has. */
  static void bind(Machine m, RowCursor rows) {
    for (int i = 0; i < rows.arity(); i++) {
      Variable variable = rows.variable(i);
      if (variable != null) {
        m.bind(variable, rows.value(i));
      }
    }
  }
}
