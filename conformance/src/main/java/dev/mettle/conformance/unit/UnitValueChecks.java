package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.decimal;
import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Each operation on values in each combination of lanes, over all pairs of boundary values. */
final class UnitValueChecks {

  private static final List<Atom> INTEGERS =
      Stream.of(0L, 1L, -1L, 2L, 3L, -7L, 1L << 31, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE)
          .map(UnitNumbers::integer)
          .toList();

  private static final List<Atom> FLOATS =
      Stream.of(
              0.0,
              -0.0,
              1.0,
              -1.5,
              2.0,
              0x1p53,
              0x1p63,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              -1e308)
          .map(UnitNumbers::decimal)
          .toList();

  private static final List<Atom> BOOLS = List.of(BoolAtom.TRUE, BoolAtom.FALSE);

  private UnitValueChecks() {}

  static List<UnitCheck> all() {
    List<UnitCheck> checks = new ArrayList<>();
    for (Opcode opcode : Opcode.values()) {
      if (KernelTable.hasKernel(opcode)) {
        matrices(opcode, checks);
      }
    }
    checks.add(constants("equal numbers are kept apart", "1", "1.0", "0.0", "-0.0", "-1.0", "-1"));
    checks.add(constants("numbers of any size", "255", "32768", "65536", "2147483648", "1e300"));
    checks.add(
        constants("longer ones", "9223372036854775807", "9223372036854775808", "-2147483649"));
    checks.add(constants("other atoms", "True", "()", "\"s\"", "(a (b 1.0) 1)", "sym", "Empty"));
    return checks;
  }

  private static void matrices(Opcode opcode, List<UnitCheck> checks) {
    OperandKind kind = opcode.picture().inputs().getFirst().kind();
    List<Lane> lanes =
        switch (kind) {
          case BOOL -> List.of(Lane.BOOLEAN, Lane.REFERENCE);
          case NUMBER -> List.of(Lane.LONG, Lane.DOUBLE, Lane.REFERENCE);
          default -> List.of(Lane.LONG, Lane.DOUBLE, Lane.BOOLEAN, Lane.REFERENCE);
        };
    if (opcode.picture().inputs().size() == 1) {
      for (Lane lane : lanes) {
        checks.add(matrix("values", opcode, Units.unary(opcode.mnemonic()), kind, List.of(lane)));
      }
      return;
    }
    boolean compares = opcode.picture().outputs().getFirst().kind() == OperandKind.BOOL;
    for (Lane first : lanes) {
      for (Lane second : lanes) {
        List<Lane> both = List.of(first, second);
        checks.add(matrix("values", opcode, Units.binary(opcode.mnemonic()), kind, both));
        if (compares) {
          checks.add(matrix("branches", opcode, Units.branch(opcode.mnemonic()), kind, both));
        }
      }
      if (kind != OperandKind.BOOL) {
        for (String constant : List.of("1", "-1", "0", "4294967297", "1.0", "-0.0")) {
          checks.add(
              matrix(
                  "values by " + constant,
                  opcode,
                  Units.withConstant(opcode.mnemonic(), constant),
                  kind,
                  List.of(first)));
        }
      }
    }
  }

  private static List<Atom> valuesOf(Lane lane, OperandKind kind) {
    return switch (lane) {
      case LONG -> INTEGERS;
      case DOUBLE -> FLOATS;
      case BOOLEAN -> BOOLS;
      case REFERENCE, OBJECT -> {
        if (kind == OperandKind.BOOL) {
          yield BOOLS;
        }
        List<Atom> some =
            new ArrayList<>(
                List.of(
                    integer(1),
                    integer(Long.MAX_VALUE),
                    decimal(1.0),
                    decimal(-0.0),
                    NumberAtom.of(BigInteger.ONE.shiftLeft(70))));
        if (kind != OperandKind.NUMBER) {
          some.addAll(
              List.of(Symbol.of("a"), BoolAtom.TRUE, Expression.of(Symbol.of("a"), integer(1))));
        }
        yield some;
      }
    };
  }

  private static UnitCheck matrix(
      String group, Opcode opcode, String text, OperandKind kind, List<Lane> lanes) {
    String names = String.join(" ", lanes.stream().map(Lane::toString).toList());
    return new UnitCheck(
        "unit/%s/%s/%s".formatted(group, opcode.mnemonic(), names),
        Optional.of(opcode),
        Units.stageOf(text),
        harness -> {
          Version version = new Version(0, lanes, UNDEFINED);
          UnitBench bench = harness.compiled(text, version);
          for (Atom first : valuesOf(lanes.getFirst(), kind)) {
            if (lanes.size() == 1) {
              harness.plainly(bench, text, version, first);
              continue;
            }
            for (Atom second : valuesOf(lanes.getLast(), kind)) {
              harness.plainly(bench, text, version, first, second);
            }
          }
        });
  }

  private static UnitCheck constants(String label, String... constants) {
    String text = Units.constants(constants);
    return new UnitCheck(
        "unit/constants/" + label,
        Units.stageOf(text),
        harness -> harness.everyWay(text, new Version(0, List.of(), UNDEFINED)));
  }
}
