package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What compiled units do with instructions that the context does: each runs, and leaves or waits so
 * that an interpreter can go on.
 *
 * @since 1.0
 */
public abstract class InstructionConformance {

  /** For subclasses. */
  protected InstructionConformance() {}

  /** The backend to check. */
  protected abstract Backend backend();

  private static Version version(Lane... lanes) {
    return UnitTrials.version(UnitTrials.UNDEFINED, lanes);
  }

  private UnitBench compiled(String text, Version version) {
    return UnitBench.of(text).compile(backend(), version.lanes(), version.expected());
  }

  private static Symbol symbol(String name) {
    return Symbol.of(name);
  }

  private static Atom numbers(long... values) {
    Atom[] children = new Atom[values.length];
    for (int i = 0; i < values.length; i++) {
      children[i] = integer(values[i]);
    }
    return Expression.of(children);
  }

  /** The value of a call that leaves nowhere. */
  private static Atom run(UnitBench bench, Version version, Atom... arguments) {
    UnitBench.Run run = bench.enter(version, ROOM, arguments);
    assertEquals(List.of(), run.layouts());
    return run.value().orElseThrow();
  }

  @Test
  void childrenAreGoneThroughAndGathered() {
    Version version = version(Lane.REFERENCE);
    UnitBench loop = compiled(Instructions.LOOP, version);
    assertEquals(numbers(2, 4, 6), run(loop, version, numbers(1, 2, 3)));
    assertEquals(numbers(), run(loop, version, numbers()));
    UnitBench.Run other = loop.enter(version, ROOM, symbol("a"));
    assertEquals(12, other.layouts().getFirst().irOffset());
    assertEquals(Optional.of(Expression.EMPTY), loop.finish(version, ROOM, symbol("a")));
  }

  @Test
  void aLoopThatLeavesTakesItsListAlong() {
    Version version = version(Lane.REFERENCE);
    UnitBench loop = compiled(Instructions.LOOP, version);
    Atom list = Expression.of(integer(1), integer(1L << 62), integer(3));
    assertEquals(
        "(2 9223372036854775808 6)", loop.finish(version, ROOM, list).orElseThrow().toString());
    FrameLayout layout = loop.captured().getFirst().layout();
    assertEquals(LeaveReason.INTEGER_RANGE, layout.reason());
    assertTrue(layout.slots().contains(new FrameLayout.Slot(true, 3, Lane.OBJECT)));
  }

  @Test
  void turnsOfALoopArePolled() {
    Version version = version(Lane.REFERENCE);
    UnitBench loop = compiled(Instructions.LOOP, version);
    loop.leaveAtPolls(true);
    assertEquals(Optional.of(numbers(2, 4)), loop.finish(version, ROOM, numbers(1, 2)));
    assertEquals(LeaveReason.POLL, loop.captured().getFirst().layout().reason());
    loop.leaveAtPolls(false);
    assertEquals(numbers(2, 4), run(loop, version, numbers(1, 2)));
  }

  @Test
  void listsAreTakenApart() {
    Version version = version(Lane.REFERENCE);
    UnitBench parts = compiled(Instructions.PARTS, version);
    assertEquals("(1 (2 3))", run(parts, version, numbers(1, 2, 3)).toString());
    UnitBench.Run empty = parts.enter(version, ROOM, Expression.EMPTY);
    assertEquals(8, empty.layouts().getFirst().irOffset());
    assertEquals(Optional.of(integer(4)), parts.finish(version, ROOM, integer(4)));
  }

  @Test
  void checksKeepWhatTheyFind() {
    Version version = version(Lane.REFERENCE);
    UnitBench checked = compiled(Instructions.CHECKED, version);
    assertEquals(numbers(1), run(checked, version, numbers(1)));
    assertEquals(List.of(numbers(1)), checked.effects());
    UnitBench.Run failed = checked.enter(version, ROOM, Symbols.EMPTY);
    assertEquals(8, failed.layouts().getFirst().irOffset());
    assertEquals(Optional.of(symbol("empty")), checked.finish(version, ROOM, Symbols.EMPTY));
  }

  @Test
  void headsThatAreValuesAreCalled() {
    Version version = version(Lane.REFERENCE);
    UnitBench twice = compiled(Instructions.HEADS, version);
    assertEquals(integer(41), run(twice, version, symbol("double")));
    assertEquals(Optional.of(symbol("other")), twice.finish(version, ROOM, numbers(1)));
    assertEquals(11, twice.captured().getFirst().layout().irOffset());
    // No number was met so far: code may have no way for it.
    assertEquals(Optional.of(integer(7)), twice.finish(version, ROOM, integer(7)));
  }

  @Test
  void patternsSetLocals() {
    Version version = version(Lane.REFERENCE);
    String text = Instructions.PATTERN;
    // A row is taken apart in line, anything else by the context.
    for (String pattern : List.of("(Pair $x@2 $y@3)", "(Pair $x@2 ($y@3))")) {
      UnitBench match = compiled(text.replace("PATTERN", pattern), version);
      Atom second = pattern.endsWith("))") ? numbers(2) : integer(2);
      assertEquals(
          numbers(2, 1), run(match, version, Expression.of(symbol("Pair"), integer(1), second)));
      assertEquals(
          symbol("no"), run(match, version, Expression.of(symbol("Pear"), integer(1), second)));
      assertEquals(symbol("no"), run(match, version, numbers(1, 2)));
      assertEquals(symbol("no"), run(match, version, symbol("Pair")));
    }
  }

  @Test
  void atomsAreUnified() {
    Version version = version(Lane.REFERENCE, Lane.LONG);
    UnitBench same = compiled(Instructions.UNIFY, version);
    assertEquals("True", run(same, version, integer(3), integer(3)).toString());
    assertEquals("False", run(same, version, integer(4), integer(3)).toString());
  }

  @Test
  void scopesHaveVariables() {
    Version version = version(Lane.REFERENCE);
    UnitBench scope = compiled(Instructions.SCOPES, version);
    Expression made = (Expression) run(scope, version, integer(5));
    assertEquals(symbol("$x1001"), made.get(0));
    assertEquals(integer(5), made.get(1));
    assertEquals(symbol("$x1"), made.get(2));
  }

  @Test
  void branchesLookAtLocals() {
    Version version = version(Lane.REFERENCE);
    UnitBench looks = compiled(Instructions.LOOKS, version);
    assertEquals(Expression.EMPTY, run(looks, version, integer(1)));
    assertEquals(symbol("open"), run(looks, version, Variable.fresh("x")));
    Atom body = Expression.of(symbol("function"), integer(1));
    assertEquals(Optional.of(symbol("function")), looks.finish(version, ROOM, body));
    assertEquals(4, looks.captured().getFirst().layout().irOffset());
  }

  @Test
  void whatTheContextHasDoneIsDoneOnce() {
    Version version = version(Lane.REFERENCE);
    String text = Instructions.DONE;
    UnitBench effects = compiled(text, version);
    assertEquals(Expression.of(numbers(1), numbers(1)), run(effects, version, numbers(1)));
    assertEquals(2, effects.effects().size());
    effects.postpone(true);
    assertEquals(
        Optional.of(Expression.of(numbers(2), numbers(2))),
        effects.finish(version, ROOM, numbers(2)));
    FrameLayout waiting = effects.captured().getFirst().layout();
    assertTrue(waiting.waits());
    assertEquals(Opcode.RUN_INSTRUCTION, opcodeAt(waiting));
    // Once by the machine while the frame waits, once by the interpreter that goes on.
    assertEquals(List.of(numbers(1), numbers(1), numbers(2), numbers(2)), effects.effects());
  }

  private static Opcode opcodeAt(FrameLayout layout) {
    return layout.code().function().code().get(layout.irOffset()).opcode();
  }
}
