package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.BackendHarness;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.VerifiedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Functions whose arguments change, so that they get several versions and leave some of them. */
public final class MixedExecutionChecks {

  private MixedExecutionChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Opcode opcode : List.of(Opcode.ADD, Opcode.MUL, Opcode.DIV, Opcode.LT)) {
      checks.add(
          EngineCheck.ofBackend(
              "mixed/" + opcode.mnemonic() + "/kinds that change",
              Optional.of(opcode),
              Set.of(opcode, Opcode.LOAD_LOCAL, Opcode.RETURN),
              harness -> changingKinds(harness, opcode)));
    }
    return checks;
  }

  private static void changingKinds(BackendHarness harness, Opcode opcode) {
    BackendHarness shared = new BackendHarness(harness.backend(), BackendHarness.Mode.SHARED);
    Harness.Program program = shared.open("");
    VerifiedFunction function = MatrixChecks.function(opcode);
    Random random = new Random(11);
    for (int phase = 0; phase < 4; phase++) {
      List<Atom> values =
          switch (phase) {
            case 0 -> List.of(LongAtom.of(3), LongAtom.of(5));
            case 1 -> List.of(DoubleAtom.of(0.5), LongAtom.of(5), DoubleAtom.of(-0.0));
            case 2 -> BoundaryValues.INTEGERS;
            default -> BoundaryValues.ALL;
          };
      for (int i = 0; i < 120; i++) {
        List<Atom> operands =
            List.of(
                values.get(random.nextInt(values.size())),
                values.get(random.nextInt(values.size())));
        program.run(
            new Trial(
                "arguments of other kinds than before",
                function,
                operands,
                Meanings.value(opcode, operands)));
      }
    }
    harness.served(shared);
  }
}
