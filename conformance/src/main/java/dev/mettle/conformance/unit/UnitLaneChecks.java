package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Results stay unboxed where their kinds are known, in the lanes that a backend says it has; and no
 * result comes in another.
 */
final class UnitLaneChecks {

  private UnitLaneChecks() {}

  static List<UnitCheck> all() {
    Optional<Atom> number = Optional.of(Symbols.NUMBER);
    return List.of(
        new UnitCheck(
            UnitCheck.CONTRACT + "results come in the lanes of the descriptor",
            1,
            UnitLaneChecks::claimed),
        result("fib of an integer", "fib", version(number, Lane.LONG), Lane.LONG),
        result("sum of an integer", "sum", version(number, Lane.LONG), Lane.LONG),
        result("a loop over integers", "loop", version(UNDEFINED, Lane.LONG, Lane.LONG), Lane.LONG),
        result("a test", "even", version(UNDEFINED, Lane.LONG), Lane.BOOLEAN),
        result("sum of floats", Units.binary("add"), Lane.DOUBLE, Lane.DOUBLE),
        result("sum of integers", Units.binary("add"), Lane.LONG, Lane.LONG),
        result("comparison of floats", Units.binary("lt"), Lane.DOUBLE, Lane.BOOLEAN),
        result("both of two Bools", Units.binary("and"), Lane.BOOLEAN, Lane.BOOLEAN));
  }

  private static UnitCheck result(String label, String text, Lane operands, Lane lane) {
    return check(label, text, version(UNDEFINED, operands, operands), lane);
  }

  private static UnitCheck result(String label, String unit, Version version, Lane lane) {
    return check(label, Units.named(unit), version, lane);
  }

  private static UnitCheck check(String label, String text, Version version, Lane lane) {
    return UnitCheck.ofLane(
        "unit/lanes/" + label,
        Units.stageOf(text),
        lane,
        harness -> {
          UnitBench bench = harness.compiled(text, version);
          Atom[] arguments = arguments(version);
          harness.plainly(bench, text, version, arguments);
          CheckFailedException.unlessSame(
              "a result of a known kind comes in its lane",
              UnitTrials.call(bench, version, arguments),
              lane,
              bench.resultOf(version));
        });
  }

  private static Atom[] arguments(Version version) {
    return version.lanes().stream()
        .map(
            lane ->
                switch (lane) {
                  case LONG -> UnitNumbers.integer(3);
                  case DOUBLE -> UnitNumbers.decimal(3.5);
                  case BOOLEAN -> BoolAtom.TRUE;
                  case REFERENCE, OBJECT -> Symbol.of("a");
                })
        .toArray(Atom[]::new);
  }

  /** What is not said cannot be held against a backend, so it may not be there either. */
  private static void claimed(UnitTrials trials) {
    Set<Lane> claimed = EnumSet.of(Lane.REFERENCE);
    claimed.addAll(trials.backend().descriptor().lanes());
    for (Lane operands : List.of(Lane.LONG, Lane.DOUBLE, Lane.BOOLEAN, Lane.REFERENCE)) {
      Version version = version(UNDEFINED, operands, operands);
      for (String operation : operands == Lane.BOOLEAN ? List.of("and") : List.of("add", "lt")) {
        UnitBench bench = trials.compiled(Units.binary(operation), version);
        Lane lane = bench.resultOf(version);
        if (!claimed.contains(lane)) {
          throw new CheckFailedException(
              "results come in the lanes that the descriptor names: %s of lanes %s gives one in %s, and the descriptor names %s"
                  .formatted(
                      operation, version.lanes(), lane, trials.backend().descriptor().lanes()));
        }
        trials.enter(bench, version, UnitTrials.ROOM, arguments(version));
      }
    }
  }
}
