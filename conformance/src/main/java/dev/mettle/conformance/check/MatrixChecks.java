package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.MeaningHarness;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Each value opcode over combinations of boundary values of all kinds, well-typed and not, as
 * parameters. One check for each opcode and kind of first operand.
 */
public final class MatrixChecks {

  private record Group(String name, List<Atom> values) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("integers", BoundaryValues.INTEGERS),
          new Group("floats", BoundaryValues.FLOATS),
          new Group("bools", BoundaryValues.BOOLS),
          new Group("others", BoundaryValues.OTHERS));

  private MatrixChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Opcode opcode : Meanings.valueOpcodes()) {
      for (Group group : GROUPS) {
        checks.add(
            new EngineCheck(
                "matrix/" + opcode.mnemonic() + "/" + group.name(),
                Optional.of(opcode),
                Set.of(opcode, Opcode.LOAD_LOCAL, Opcode.RETURN),
                harness -> run(harness, opcode, group.values())));
      }
    }
    for (VectorFile.Vector vector : VectorFile.all()) {
      if (!vector.matrix().isEmpty()) {
        checks.add(
            new EngineCheck(
                "matrix/" + vector.opcode().mnemonic() + "/" + vector.place(),
                Optional.of(vector.opcode()),
                VectorChecks.opcodes(vector.shape()),
                harness -> run(harness, vector)));
      }
    }
    return checks;
  }

  /** All combinations of operands; the meaning of the function says what each of them gives. */
  private static void run(Harness harness, VectorFile.Vector vector) {
    Harness.Program program = harness.open(vector.given());
    MeaningHarness.Meanings judge = new MeaningHarness().open(vector.given());
    VerifiedFunction function = vector.function(program);
    List<List<Atom>> rows = List.of(List.of());
    for (String word : vector.matrix()) {
      List<List<Atom>> longer = new ArrayList<>();
      for (List<Atom> row : rows) {
        for (Atom operand : BoundaryValues.named(word)) {
          List<Atom> more = new ArrayList<>(row);
          more.add(operand);
          longer.add(more);
        }
      }
      rows = longer;
    }
    for (List<Atom> row : rows) {
      List<Atom> expected = judge.results(function.function(), row, vector.meaning());
      program.run(new Trial("a matrix entry", function, row, expected, vector.meaning()));
    }
  }

  private static void run(Harness harness, Opcode opcode, List<Atom> first) {
    VerifiedFunction function = function(opcode);
    for (Atom a : first) {
      if (opcode.picture().inputs().size() == 1) {
        harness.run(trial(opcode, function, List.of(a)));
      } else {
        for (Atom b : BoundaryValues.partners(a)) {
          harness.run(trial(opcode, function, List.of(a, b)));
        }
      }
    }
  }

  private static Trial trial(Opcode opcode, VerifiedFunction function, List<Atom> operands) {
    return new Trial("a matrix entry", function, operands, Meanings.value(opcode, operands));
  }

  /** A function that applies an opcode to its parameters. */
  static VerifiedFunction function(Opcode opcode) {
    FunctionBuilder builder = FunctionBuilder.named(opcode.mnemonic());
    int arity = opcode.picture().inputs().size();
    for (int i = 0; i < arity; i++) {
      builder.parameter(opcode.picture().inputs().get(i).name(), OperandKind.ATOM);
    }
    for (int i = 0; i < arity; i++) {
      builder.emit(Opcode.LOAD_LOCAL, i);
    }
    return Verifier.verify(builder.emit(opcode).emit(Opcode.RETURN).build());
  }
}
