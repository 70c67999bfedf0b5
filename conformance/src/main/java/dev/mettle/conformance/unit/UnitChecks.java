package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.decimal;
import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All checks of compiled units.
 *
 * @since 1.0
 */
public final class UnitChecks {

  private static final Optional<Atom> NUMBER = Optional.of(Symbols.NUMBER);

  private UnitChecks() {}

  /** The checks, from the contract to whole units. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.addAll(UnitContractChecks.all());
    checks.addAll(UnitGuestChecks.all());
    checks.addAll(UnitClassChecks.all());
    checks.addAll(UnitLimitChecks.all());
    checks.addAll(UnitValueChecks.all());
    checks.addAll(everyWay());
    checks.addAll(UnitInstructionChecks.all());
    checks.addAll(parameters());
    checks.addAll(UnitChangeChecks.all());
    checks.addAll(UnitLaneChecks.all());
    return checks;
  }

  static Atom list(int... elements) {
    Atom list = Symbol.of("Nil");
    for (int i = elements.length - 1; i >= 0; i--) {
      list = Expression.of(Symbol.of("Cons"), integer(elements[i]), list);
    }
    return list;
  }

  private static UnitCheck way(String label, String text, Version version, Atom... arguments) {
    return new UnitCheck(
        "unit/every way/" + label,
        Units.stageOf(text),
        harness -> harness.everyWay(text, version, arguments));
  }

  // ------------------------------------------------------------------ every way

  private static List<UnitCheck> everyWay() {
    Version one = version(NUMBER, Lane.LONG);
    Version two = version(UNDEFINED, Lane.LONG, Lane.LONG);
    Version any = version(UNDEFINED, Lane.REFERENCE);
    Version open = version(Optional.empty(), Lane.LONG);
    Version pair = version(NUMBER, Lane.REFERENCE, Lane.REFERENCE);
    Symbol empty = Symbols.EMPTY;
    Version last = version(UNDEFINED, Lane.REFERENCE, Lane.BOOLEAN);
    Atom call = Expression.of(Symbol.of("g"), integer(5));
    Atom error = Errors.of(Symbol.of("x"), "bad");
    return List.of(
        way("fib of integers", Units.named("fib"), one, integer(7)),
        way("fib of anything", Units.named("fib"), version(NUMBER, Lane.REFERENCE), integer(6)),
        way("fib of floats", Units.named("fib"), version(NUMBER, Lane.DOUBLE), decimal(5.0)),
        way("fib against any type", Units.named("fib"), open, integer(6), Symbols.NUMBER),
        way("fib against another type", Units.named("fib"), open, integer(6), Symbols.BOOL),
        way("fib of a symbol", Units.named("fib"), any, Symbol.of("a")),
        way("sum", Units.named("sum"), one, integer(9)),
        way("an accumulator of integers", Units.named("loop"), two, integer(9), integer(1)),
        way(
            "an accumulator that becomes a float",
            Units.named("loop"),
            version(UNDEFINED, Lane.LONG, Lane.DOUBLE),
            integer(9),
            decimal(0.5)),
        way("beyond 64 bits", Units.named("power"), two, integer(66), integer(1)),
        way(
            "functions that call each other",
            Units.named("even"),
            version(UNDEFINED, Lane.LONG),
            integer(9)),
        way("lists", Units.named("reverse"), any, list(1, 2, 3, 4)),
        way("no list", Units.named("reverse"), any, Symbol.of("other")),
        way("effects in a loop", Units.EFFECTS, two, integer(9), integer(3)),
        way("effects before 64 bits are left", Units.EFFECTS, two, integer(9), integer(1L << 60)),
        way("effects under operands", Units.NESTED, two, integer(40), integer(3)),
        way(
            "effects under floats",
            Units.NESTED,
            version(UNDEFINED, Lane.DOUBLE, Lane.LONG),
            decimal(0.5),
            integer(3)),
        way(
            "effects before a range is left",
            Units.NESTED,
            two,
            integer(Long.MIN_VALUE),
            integer(9)),
        way("a value passes", Units.FAILS, any, integer(1)),
        way("a callee without a result", Units.FAILS, any, empty),
        way("a value of its type", Units.CHECKS, pair, Symbol.of("a"), integer(4)),
        way("a value of another type", Units.CHECKS, pair, Symbol.of("a"), BoolAtom.TRUE),
        way("an error", Units.CHECKS, pair, error, integer(4)),
        way("an error over operands", Units.CHECKS, pair, Symbol.of("a"), error),
        way(
            "a value to evaluate",
            Units.CHECKS,
            pair,
            Expression.of(Symbol.of("check"), integer(1), integer(2)),
            integer(4)),
        way(
            "no type admits it",
            Units.CHECKS,
            version(Optional.of(Symbols.BOOL), Lane.LONG, Lane.LONG),
            integer(1),
            integer(4)),
        way("a value of the kind", Units.KINDS, any, StringAtom.of("s")),
        way("a value of another kind", Units.KINDS, any, integer(1)),
        way("no value of a kind", Units.KINDS, any, Symbol.of("a")),
        way("its own value at last", Units.LAST, last, integer(1), BoolAtom.TRUE),
        way("a call to evaluate at last", Units.LAST, last, call, BoolAtom.TRUE),
        way(
            "a call to evaluate against a type",
            Units.LAST,
            version(NUMBER, Lane.REFERENCE, Lane.BOOLEAN),
            call,
            BoolAtom.TRUE),
        way(
            "operands are moved",
            Units.STACK,
            version(UNDEFINED, Lane.LONG, Lane.DOUBLE, Lane.LONG),
            integer(-1),
            decimal(-2.5),
            integer(3)),
        way("a step that is its value", Units.LAST, last, integer(1), BoolAtom.FALSE),
        way("a step of a call", Units.LAST, last, call, BoolAtom.FALSE),
        way("a step of another type", Units.LAST, last, BoolAtom.TRUE, BoolAtom.FALSE),
        way("the first of the table", Units.DATA, any, Symbol.of("Nil")),
        way("a pair of the table", Units.DATA, any, pairOf(integer(1), Symbol.of("b"))),
        way("a size of the table", Units.DATA, any, Expression.of(Symbol.of("Pair"), integer(1))),
        way("a number of the table", Units.DATA, any, integer(7)),
        way("nothing of the table", Units.DATA, any, Symbol.of("x")),
        way("another head", Units.DATA, any, Expression.of(Symbol.of("Pear"), integer(1))));
  }

  private static Atom pairOf(Atom first, Atom second) {
    return Expression.of(Symbol.of("Pair"), first, second);
  }

  // ------------------------------------------------------------------ parameters

  private static List<UnitCheck> parameters() {
    return Stream.of(1, 9, 10, 12, 40)
        .flatMap(
            arity ->
                Stream.of(Lane.LONG, Lane.DOUBLE, Lane.BOOLEAN, Lane.REFERENCE)
                    .map(
                        lane -> {
                          List<Lane> lanes = Collections.nCopies(arity, lane);
                          Atom[] arguments = new Atom[arity];
                          for (int i = 0; i < arity; i++) {
                            arguments[i] = argument(lane, i);
                          }
                          return parameters(arity, lane.toString(), lanes, arguments);
                        }))
        .toList();
  }

  private static UnitCheck parameters(
      int arity, String label, List<Lane> lanes, Atom... arguments) {
    String text = Units.tupleAndCall(arity);
    List<Atom> children = new ArrayList<>(List.of(arguments));
    children.add(arguments[0]);
    return new UnitCheck(
        "unit/parameters/%d in lane %s".formatted(arity, label),
        Units.stageOf(text),
        harness -> {
          Version version = new Version(0, lanes, UNDEFINED);
          UnitBench bench = harness.compiled(text, version);
          harness.plainly(bench, text, version, arguments);
          bench.leaveAtPoll(1);
          UnitBench.Run run = harness.enter(bench, version, ROOM, arguments);
          CheckFailedException.unlessSame(
              "frames of many values go on as they were",
              UnitTrials.call(bench, version, arguments),
              ExactText.of(Expression.of(children)),
              ExactText.of(bench.goOn(run, true, ROOM)));
        });
  }

  private static Atom argument(Lane lane, int index) {
    return switch (lane) {
      case LONG -> integer(index + 100);
      case DOUBLE -> decimal(index + 0.25);
      case BOOLEAN -> BoolAtom.of(index % 3 == 1);
      case REFERENCE, OBJECT -> Symbol.of("s" + index);
    };
  }
}
