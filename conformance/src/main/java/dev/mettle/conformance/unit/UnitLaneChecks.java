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
import java.util.List;
import java.util.Optional;

/**
 * Values stay unboxed where their kinds are known. A backend that has no lanes is right without; it
 * skips these checks, and says so.
 */
final class UnitLaneChecks {

  private UnitLaneChecks() {}

  static List<UnitCheck> all() {
    Optional<Atom> number = Optional.of(Symbols.NUMBER);
    return List.of(
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
    return new UnitCheck(
        "unit/lanes/" + label,
        Units.stageOf(text),
        harness -> {
          UnitBench bench = harness.compiled(text, version);
          Atom[] arguments =
              version.lanes().stream()
                  .map(
                      l ->
                          switch (l) {
                            case LONG -> UnitChecks.integer(3);
                            case DOUBLE -> UnitChecks.decimal(3.5);
                            case BOOLEAN -> BoolAtom.TRUE;
                            case REFERENCE, OBJECT -> Symbol.of("a");
                          })
                  .toArray(Atom[]::new);
          harness.plainly(bench, text, version, arguments);
          CheckFailedException.unlessSame(
              "a result of a known kind comes in its lane",
              UnitTrials.call(bench, version, arguments),
              lane,
              bench.resultOf(version));
        });
  }
}
