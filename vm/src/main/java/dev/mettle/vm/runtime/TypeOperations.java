package dev.mettle.vm.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.SPACE_TYPE;
import static dev.mettle.vm.library.FunctionTypes.arrow;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.library.OperationDoc;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import java.util.ArrayList;
import java.util.List;

/** The types of atoms, as alternatives. */
final class TypeOperations {

  private final Evaluation evaluation;

  TypeOperations(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  void declareIn(Declarations d) {
    d.control(
        "get-type-space",
        arrow(SPACE_TYPE, ATOM, ATOM),
        OperationDoc.of(
            "The types of an atom by the declarations of a space.",
            "a space",
            "an atom, which is not evaluated",
            "each type as a result; %Undefined% if there is none, nothing if it is ill-typed"),
        this::getTypeSpace);
  }

  private void getTypeSpace(Machine m, Expression call, Frame k) {
    if (call.get(1) instanceof AtomSpace space) {
      types(evaluation, m, call.get(2), space.view(), k);
    } else {
      m.returnValue(Errors.of(call, "get-type-space expects a space as the first argument"), k);
    }
  }

  /** Hands over the types that {@code atom} has in {@code view}, or that there are none. */
  static void types(Evaluation evaluation, Machine m, Atom atom, View view, Frame k) {
    AtomTypes types = evaluation.checker().inference().of(atom, view);
    List<Atom> valid = new ArrayList<>();
    for (Atom type : types.valid()) {
      valid.add(Terms.renamed(type));
    }
    if (valid.isEmpty()) {
      m.returnValue(Symbols.EMPTY, k);
    } else {
      Evaluation.returnAll(m, valid, k);
    }
  }
}
