package dev.mettle.vm.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.VariableRewriter;
import java.util.ArrayList;
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
            (call, context) -> context.newSpace()),
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
        new ValueOperation(
            "get-atoms",
            FunctionTypes.arrow(Symbols.SPACE_TYPE, Symbols.ATOM),
            OperationDoc.of(
                "Lists the atoms of a space.", "a space", "each of its own atoms as a result"),
            (call, context) ->
                call.get(1) instanceof AtomSpace space
                    ? atoms(space)
                    : Errors.of(call, "get-atoms expects a space as its argument")));
  }

  private static Alternatives atoms(AtomSpace space) {
    List<Atom> atoms = new ArrayList<>(space.size());
    for (Candidates all = space.all(); all.hasNext(); ) {
      Interruption.check(atoms.size());
      atoms.add(VariableRewriter.renaming().rewrite(all.next()));
    }
    return new Alternatives(atoms);
  }
}
