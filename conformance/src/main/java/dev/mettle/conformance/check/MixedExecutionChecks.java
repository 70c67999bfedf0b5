package dev.mettle.conformance.check;

import dev.mettle.conformance.Check;
import dev.mettle.conformance.CompiledHarness;
import dev.mettle.conformance.Harness;
import dev.mettle.conformance.Harness.CheckFailedException;
import dev.mettle.conformance.judge.Answers;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.FailurePolicy;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TieredFunction;
import dev.mettle.vm.tier.Tiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Functions that begin interpreted, become compiled, leave, and are compiled again. */
public final class MixedExecutionChecks {

  private MixedExecutionChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Opcode opcode : List.of(Opcode.ADD, Opcode.MUL, Opcode.DIV, Opcode.LT)) {
      Set<Opcode> needs = Set.of(opcode, Opcode.LOAD_LOCAL, Opcode.RETURN);
      checks.add(
          Check.ofCompiled(
              "mixed/" + opcode.mnemonic() + "/promotion",
              Optional.of(opcode),
              needs,
              harness -> promotion(harness, opcode)));
      checks.add(
          Check.ofCompiled(
              "mixed/" + opcode.mnemonic() + "/kinds that change",
              Optional.of(opcode),
              needs,
              harness -> changingKinds(harness, opcode)));
    }
    return checks;
  }

  private static Tiers tiers(CompiledHarness harness, int threshold) {
    return new Tiers(
        TierOptions.DEFAULT
            .withCallThreshold(threshold)
            .withSynchronous(true)
            .withFailurePolicy(FailurePolicy.FAIL),
        () -> BackendCatalog.of(harness.backend().backend()),
        warning -> {});
  }

  private static void promotion(CompiledHarness harness, Opcode opcode) {
    try (Tiers tiers = tiers(harness, 10)) {
      TieredFunction function =
          tiers.install(MatrixChecks.function(opcode), Harness.natives()).orElseThrow();
      for (int i = 0; i < 40; i++) {
        call(opcode, function, LongAtom.of(i * 7L), LongAtom.of(i % 5));
      }
      if (function.statistics().compiledRuns() == 0) {
        throw new CheckFailedException(
            "nothing ran compiled after 40 calls: " + function.statistics().state());
      }
    }
  }

  private static void changingKinds(CompiledHarness harness, Opcode opcode) {
    try (Tiers tiers = tiers(harness, 3)) {
      TieredFunction function =
          tiers.install(MatrixChecks.function(opcode), Harness.natives()).orElseThrow();
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
          call(
              opcode,
              function,
              values.get(random.nextInt(values.size())),
              values.get(random.nextInt(values.size())));
        }
      }
    }
  }

  private static void call(Opcode opcode, TieredFunction function, Atom a, Atom b) {
    Atom expected = Meanings.value(opcode, List.of(a, b));
    Atom result = function.call(new TierContext(), a, b);
    if (!Answers.same(result, expected)) {
      throw new CheckFailedException(
          "(%s %s %s) gave %s instead of %s while it was %s"
              .formatted(opcode.mnemonic(), a, b, result, expected, function.statistics().state()));
    }
  }
}
