package dev.mettle.engine.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.SPACE_TYPE;
import static dev.mettle.ir.atom.Symbols.UNDEFINED;
import static dev.mettle.vm.operation.FunctionTypes.arrow;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.query.QueryOutcome;
import dev.mettle.vm.query.SpaceQuery;
import dev.mettle.vm.space.AtomSpace;

/** {@code match}: queries of spaces. */
final class QueryOperations {

  private final Evaluation evaluation;

  QueryOperations(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  void declareIn(Declarations d) {
    d.control(
        "match",
        arrow(SPACE_TYPE, ATOM, ATOM, UNDEFINED),
        OperationDoc.of(
            "Finds the atoms of a space, and of what is imported into it, that match a pattern or"
                + " all of (, pattern ..).",
            "a space",
            "a pattern, which is not evaluated",
            "what to evaluate for each solution",
            "the results of that"),
        this::match);
  }

  private void match(Machine m, Expression call, Frame k) {
    if (!(call.get(1) instanceof AtomSpace space)) {
      m.returnValue(Errors.of(call, "match expects a space as the first argument"), k);
      return;
    }
    Atom template = call.get(3);
    SpaceQuery.run(
        evaluation.unifier(),
        m,
        space.view(),
        call.get(2),
        new QueryOutcome() {
          @Override
          public void solved(Machine machine) {
            machine.returnValue(Terms.resolve(template), k);
          }

          @Override
          public void none(Machine machine) {
            machine.returnValue(Symbols.EMPTY, k);
          }
        });
  }
}
