package dev.mettle.engine.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.SPACE_TYPE;
import static dev.mettle.vm.operation.FunctionTypes.arrow;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import org.jspecify.annotations.Nullable;

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
    int first = types.nextValid(0);
    if (first >= 0) {
      handOver(m, types, first, k, null);
    } else {
      m.returnValue(types.isNone() ? Symbols.UNDEFINED : Symbols.EMPTY, k);
    }
  }

  /** The valid types of an atom from one on, each found when it is asked for. */
  private static final class TypeChoice extends ChoicePoint {
    private final AtomTypes types;
    private final Frame frame;
    private int next;

    TypeChoice(AtomTypes types, int next, Frame frame) {
      this.types = types;
      this.next = next;
      this.frame = frame;
    }

    @Override
    protected void retry(Machine m) {
      handOver(m, types, next, frame, this);
    }
  }

  /** Hands over one type; the choice point for the others is {@code choice} if it is there. */
  private static void handOver(
      Machine m, AtomTypes types, int index, Frame k, @Nullable TypeChoice choice) {
    int following = types.nextValid(index + 1);
    if (choice == null) {
      if (following >= 0) {
        m.pushChoice(new TypeChoice(types, following, k));
      }
    } else if (following >= 0) {
      choice.next = following;
    } else {
      m.popChoice();
    }
    m.returnValue(Terms.renamed(types.type(index)), k);
  }
}
