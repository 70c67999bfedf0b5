package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.operation.ControlOperation;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.VariableRewriter;
import java.util.List;

/** Making spaces, and changing and listing what is in them. */
public final class SpaceOperations {

  private static final Expression CHANGE =
      FunctionTypes.arrow(Symbols.SPACE_TYPE, Symbols.ATOM, FunctionTypes.UNIT);

  private SpaceOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        new ValueOperation(
            "new-space",
            FunctionTypes.arrow(Symbols.SPACE_TYPE),
            OperationDoc.of("Makes a space.", "a space without atoms"),
            (call, context) ->
                call.size() == 1
                    ? context.newSpace()
                    : Errors.of(call, "new-space doesn't expect arguments")),
        new ValueOperation(
            "add-atom",
            CHANGE,
            OperationDoc.of(
                "Adds an atom, which is not evaluated, to a space.",
                "a space",
                "an atom",
                "the unit value"),
            (call, context) -> {
              if (!(call.get(1) instanceof AtomSpace space)) {
                return Errors.of(call, "add-atom expects a space as the first argument");
              }
              space.add(Terms.detached(call.get(2)));
              return Expression.EMPTY;
            }),
        new ValueOperation(
            "remove-atom",
            CHANGE,
            OperationDoc.of(
                "Removes one copy of an atom, which is not evaluated, from a space.",
                "a space",
                "an atom",
                "the unit value, also if there was none"),
            (call, context) -> {
              if (!(call.get(1) instanceof AtomSpace space)) {
                return Errors.of(call, "remove-atom expects a space as the first argument");
              }
              space.remove(call.get(2));
              return Expression.EMPTY;
            }),
        new ControlOperation(
            "get-atoms",
            FunctionTypes.arrow(Symbols.SPACE_TYPE, Symbols.ATOM),
            OperationDoc.of(
                "Lists the atoms of a space.", "a space", "each of its own atoms as a result"),
            SpaceOperations::listAtoms));
  }

  private static void listAtoms(Machine m, Expression call, Frame k) {
    if (!(call.get(1) instanceof AtomSpace space)) {
      m.returnValue(Errors.of(call, "get-atoms expects a space as its argument"), k);
      return;
    }
    Candidates atoms = space.all();
    if (atoms.hasNext()) {
      MoreAtoms.listNext(m, atoms, k);
    } else {
      m.returnValue(Symbols.EMPTY, k);
    }
  }

  /**
   * Atoms of a space, as it was when they were asked for, that are still to be listed. One is
   * fetched when it is needed, so that a large space is not copied for its first atoms.
   */
  private static final class MoreAtoms extends ChoicePoint {
    private final Candidates atoms;
    private final Frame frame;

    private MoreAtoms(Candidates atoms, Frame frame) {
      this.atoms = atoms;
      this.frame = frame;
    }

    static void listNext(Machine m, Candidates atoms, Frame frame) {
      Atom next = VariableRewriter.renaming().rewrite(atoms.next());
      if (atoms.hasNext()) {
        m.pushChoice(new MoreAtoms(atoms, frame));
      }
      m.returnValue(next, frame);
    }

    @Override
    protected void retry(Machine m) {
      m.popChoice();
      listNext(m, atoms, frame);
    }
  }
}
