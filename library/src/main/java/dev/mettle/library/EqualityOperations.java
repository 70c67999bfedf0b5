package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.AlphaForm;
import java.util.List;

/** Equality of atoms. */
public final class EqualityOperations {

  private EqualityOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    Atom t = Variable.of("t");
    return List.of(
        // Not the kernel: to this operation a written Empty or Error is an atom like any other.
        ValueOperation.pure(
            "==",
            FunctionTypes.arrow(t, t, Symbols.BOOL),
            OperationDoc.of(
                "Whether two atoms are equal: structurally, variables by name, numbers by value.",
                "an atom",
                "the atom to compare it with",
                "True or False"),
            (call, context) -> bool(call.get(1).equals(call.get(2)))),
        new ValueOperation(
            "=alpha",
            FunctionTypes.arrow(Symbols.ATOM, Symbols.ATOM, Symbols.BOOL),
            OperationDoc.of(
                "Whether two atoms, not evaluated, are equal up to a renaming of variables.",
                "an atom",
                "the atom to compare it with",
                "True or False"),
            (call, context) -> bool(AlphaForm.equal(call.get(1), call.get(2)))));
  }

  static BoolAtom bool(boolean value) {
    return BoolAtom.of(value);
  }
}
