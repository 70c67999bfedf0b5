package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.List;
import java.util.Optional;

/** Instructions that the context does, and atoms that are variables, run in every way. */
final class UnitInstructionChecks {

  private static final Version ONE = version(UNDEFINED, Lane.REFERENCE);
  private static final Version TWO = version(UNDEFINED, Lane.REFERENCE, Lane.REFERENCE);
  private static final Version LONG = version(UNDEFINED, Lane.REFERENCE, Lane.LONG);

  private static final Version LONGS = version(UNDEFINED, Lane.LONG, Lane.LONG);

  private UnitInstructionChecks() {}

  static List<UnitCheck> all() {
    Atom three = Expression.of(integer(1), integer(2), integer(3));
    Atom large = Expression.of(integer(1), integer(1L << 62), integer(3));
    Atom error = Errors.of(Symbol.of("x"), "bad");
    Atom other = Errors.of(Symbol.of("y"), "bad");
    Symbol a = Symbol.of("a");
    Atom pair = Expression.of(Symbol.of("Pair"), integer(1), integer(2));
    return List.of(
        withoutGuesses("add", decimal(2.5), integer(1)),
        withoutGuesses("mul", integer(1L << 40), integer(1L << 40)),
        withoutGuesses("lt", decimal(0.5), decimal(0.25)),
        withoutGuesses("eq", a, integer(1)),
        withoutGuesses("and", BoolAtom.TRUE, BoolAtom.FALSE),
        new UnitCheck(
            "unit/instructions/new variables",
            Units.stageOf(Instructions.SCOPES),
            trials -> {
              UnitBench bench = trials.compiled(Instructions.SCOPES, ONE);
              trials.plainly(bench, Instructions.SCOPES, ONE, integer(5));
            }),
        way("children", Instructions.LOOP, ONE, three),
        way("no children", Instructions.LOOP, ONE, Expression.EMPTY),
        way("what has no children", Instructions.LOOP, ONE, a),
        way("a list under construction", Instructions.LOOP, ONE, large),
        way("parts", Instructions.PARTS, ONE, three),
        way("parts of nothing", Instructions.PARTS, ONE, Expression.EMPTY),
        way("parts of what has none", Instructions.PARTS, ONE, integer(4)),
        way("a check that passes", Instructions.CHECKED, ONE, three),
        way("a check that fails", Instructions.CHECKED, ONE, Symbols.EMPTY),
        way("a head that was met", Instructions.HEADS, ONE, Symbol.of("double")),
        way("a head that is data", Instructions.HEADS, ONE, integer(7)),
        way("a head to evaluate", Instructions.HEADS, ONE, three),
        way("a pattern that fits", pattern("(Pair $x@2 $y@3)"), ONE, pair),
        way("a pattern of another head", pattern("(Pair $x@2 $y@3)"), ONE, three),
        way("a pattern within a pattern", pattern("(Pair $x@2 ($y@3))"), ONE, pair),
        way("atoms that are alike", Instructions.UNIFY, LONG, integer(3), integer(3)),
        way("atoms that differ", Instructions.UNIFY, LONG, a, integer(3)),
        way("what is ground", Instructions.LOOKS, ONE, integer(1)),
        way("what is open", Instructions.LOOKS, ONE, Variable.fresh("x")),
        way("a body", Instructions.LOOKS, ONE, Expression.of(Symbol.of("function"), a)),
        way("what the context does", Instructions.DONE, ONE, three),
        way("what the context does at last", Instructions.DONE_LAST, ONE, three),
        way("operations get arrays of their own", Instructions.OPERATIONS, LONG, a, integer(2)),
        way("bodies", Instructions.BODIES, ONE, three),
        way("two ways meet", Instructions.JOINED, LONGS, integer(-3), integer(5)),
        way("two other ways meet", Instructions.JOINED, LONGS, integer(3), integer(5)),
        way(
            "two ways meet before a range is left",
            Instructions.JOINED,
            LONGS,
            integer(-3),
            integer(1L << 62)),
        way(
            "two other ways meet before a range is left",
            Instructions.JOINED,
            LONGS,
            integer(1L << 40),
            integer(1L << 40)),
        way("two ways meet on anything", Instructions.JOINED, TWO, integer(-3), integer(5)),
        way("a way leads back", Instructions.BACK, LONGS, integer(50), integer(3)),
        way(
            "a way leads back until a range is left",
            Instructions.BACK,
            LONGS,
            integer(50),
            integer(1L << 60)),
        way("a value that was met", Instructions.LIKELY, LONG, Symbol.of("double"), integer(4)),
        way("a value that was not met", Instructions.LIKELY, LONG, Symbol.of("half"), integer(4)),
        way(
            "a value that was met, and gives another kind",
            Instructions.LIKELY,
            LONG,
            Symbol.of("double"),
            integer(1L << 62)),
        way(
            "a value that was met, at last",
            Instructions.LIKELY_LAST,
            LONG,
            Symbol.of("pair"),
            integer(4)),
        way(
            "a value that was not met, at last",
            Instructions.LIKELY_LAST,
            LONG,
            Symbol.of("half"),
            integer(4)),
        way("a call against a type that was found", against(1), TWO, integer(1), a),
        way("a call that stays as it is", against(2), TWO, integer(1), a),
        way(
            "a type that is an expression",
            Units.CHECKS,
            version(
                Optional.of(Expression.of(Symbol.of("List"), Symbols.NUMBER)),
                Lane.REFERENCE,
                Lane.REFERENCE),
            a,
            integer(4)),
        way("no new error", Instructions.NEW_ERROR, TWO, a, integer(1)),
        way("an error that was written", Instructions.NEW_ERROR, TWO, error, error),
        way("an error that was computed", Instructions.NEW_ERROR, TWO, a, error),
        way("an error in the place of another", Instructions.NEW_ERROR, TWO, other, error),
        way("a condition that holds", Instructions.TRUTH, ONE, BoolAtom.TRUE),
        way("a condition that does not hold", Instructions.TRUTH, ONE, BoolAtom.FALSE),
        way("a condition that is open", Instructions.TRUTH, ONE, Variable.fresh("x")),
        way("a condition that is none", Instructions.TRUTH, ONE, a),
        way("a condition by a variable", Instructions.TRUTH, ONE, variable(BoolAtom.FALSE)),
        way("a case by a variable", Instructions.TAKEN, ONE, variable(pair)),
        way("a case of a variable", Instructions.TAKEN, ONE, Variable.fresh("x")),
        way("another case by a variable", Instructions.TAKEN, ONE, variable(Symbol.of("Nil"))));
  }

  /** Code that was asked not to guess has nothing to leave for, and is not made again and again. */
  private static UnitCheck withoutGuesses(String operation, Atom left, Atom right) {
    String text = Units.binary(operation);
    return new UnitCheck(
        "unit/without guesses/" + operation,
        Units.stageOf(text),
        trials -> {
          UnitBench bench = trials.compiled(UnitBench.of(text).withoutGuesses(), TWO);
          UnitBench.Run run = trials.enter(bench, TWO, UnitTrials.ROOM, left, right);
          CheckFailedException.unlessSame(
              "code that guesses nothing does not leave for a kind",
              UnitTrials.call(bench, TWO, left, right) + ", without guesses",
              List.of(),
              run.layouts().stream().map(FrameLayout::reason).toList());
        });
  }

  private static UnitCheck way(String label, String text, Version version, Atom... arguments) {
    return new UnitCheck(
        "unit/instructions/" + label,
        Units.stageOf(text),
        trials -> trials.everyWay(text, version, arguments));
  }

  private static Atom integer(long value) {
    return LongAtom.of(value);
  }

  private static Atom decimal(double value) {
    return DoubleAtom.of(value);
  }

  private static String pattern(String pattern) {
    return Instructions.PATTERN.replace("PATTERN", pattern);
  }

  private static String against(int formal) {
    return Instructions.AGAINST.replace("FORMAL", Integer.toString(formal));
  }

  /** A variable that has a value. */
  private static Atom variable(Atom value) {
    Variable variable = Variable.fresh("x");
    variable.bind(value);
    return variable;
  }
}
