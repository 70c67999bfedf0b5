package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitChecks.list;
import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What compiled units have to do; for backends that compile them.
 *
 * @since 1.0
 */
public abstract class UnitConformance {

  private static final Optional<Atom> NUMBER = Optional.of(Symbols.NUMBER);

  /** For subclasses. */
  protected UnitConformance() {}

  /** The backend to check. */
  protected abstract Backend backend();

  private static UnitBench bench(String name) {
    return UnitBench.of(Units.named(name));
  }

  private UnitBench compiled(String name, Version version) {
    return bench(name).compile(backend(), version.lanes(), version.expected());
  }

  @Test
  void fibStaysUnboxed() {
    Version version = version(NUMBER, Lane.LONG);
    UnitBench fib = compiled("fib", version);
    assertEquals(Lane.LONG, fib.resultOf(version));
    assertEquals(List.of(version), fib.versions());
    assertEquals(Optional.of(integer(6765)), fib.enter(version, ROOM, integer(20)).value());
  }

  @Test
  void anUnknownExpectedTypeIsAParameter() {
    Version version = version(Optional.empty(), Lane.LONG);
    UnitBench fib = compiled("fib", version);
    assertEquals(
        Optional.of(integer(55)), fib.enter(version, ROOM, integer(10), Symbols.NUMBER).value());
    // Code may leave at the block for other types, or run it.
    UnitBench.Run run = fib.enter(version, ROOM, integer(10), Symbols.BOOL);
    for (FrameLayout layout : run.layouts()) {
      assertEquals(LeaveReason.EXPECTED_TYPE, layout.reason());
    }
    assertEquals(
        Optional.of("(+ (fib (- 10 1)) (fib (- 10 2)))"),
        fib.finish(version, ROOM, integer(10), Symbols.BOOL).map(Atom::toString));
  }

  @Test
  void anIntegerThatLeavesItsRangeLeavesWithItsOperands() {
    Version version = version(NUMBER, Lane.LONG);
    UnitBench sum = compiled("sum", version);
    assertEquals(Optional.of(integer(5050)), sum.enter(version, ROOM, integer(100)).value());
    UnitBench power = compiled("power", version(NUMBER, Lane.LONG, Lane.LONG));
    Version powers = version(NUMBER, Lane.LONG, Lane.LONG);
    assertEquals(
        "18446744073709551616",
        power.finish(powers, ROOM, integer(64), integer(1)).orElseThrow().toString());
    HeapFrame frame = power.captured().getFirst();
    assertEquals(LeaveReason.INTEGER_RANGE, frame.layout().reason());
    assertEquals(Opcode.MUL, opcodeAt(frame));
    // The factor is the constant 2; of the locals only the expected type is read again.
    assertEquals(
        List.of(
            new FrameLayout.Slot(false, 0, Lane.LONG),
            new FrameLayout.Slot(false, 1, Lane.LONG),
            new FrameLayout.Slot(true, 2, Lane.REFERENCE),
            new FrameLayout.Slot(false, 2, Lane.REFERENCE)),
        frame.layout().slots());
    assertEquals(1L << 62, frame.word(1));
    assertEquals(integer(2), frame.atom(1));
  }

  private static Opcode opcodeAt(HeapFrame frame) {
    FrameLayout layout = frame.layout();
    return layout.code().function().code().get(layout.irOffset()).opcode();
  }

  @Test
  void deepRecursionWaitsOnTheHeap() {
    Version version = version(NUMBER, Lane.LONG);
    UnitBench sum = compiled("sum", version);
    int depth = 100_000;
    UnitBench.Run run = sum.enter(version, ROOM, integer(depth));
    assertEquals(ProgramContext.UNWINDING, run.status());
    List<FrameLayout> layouts = run.layouts();
    assertEquals(LeaveReason.DEPTH, layouts.getFirst().reason());
    // It is left before the call, or at its beginning.
    long innermost = run.frames().getFirst().word(0);
    for (int i = 1; i < layouts.size(); i++) {
      assertTrue(layouts.get(i).waits());
      // The operand under the call is kept, and nothing else.
      assertEquals(List.of(new FrameLayout.Slot(false, 0, Lane.LONG)), layouts.get(i).slots());
      assertEquals(innermost + i, run.frames().get(i).word(0));
    }
    assertEquals(depth, innermost + layouts.size() - 1);
  }

  @Test
  void framesGoOnToTheResult() {
    Version version = version(NUMBER, Lane.LONG);
    UnitBench sum = compiled("sum", version);
    for (int room = 0; room < 40; room++) {
      assertEquals(
          Optional.of(integer(20_100)), sum.finish(version, room, integer(200)), "room " + room);
    }
  }

  @Test
  void loopsRunInConstantSpace() {
    Version version = version(UNDEFINED, Lane.LONG, Lane.LONG);
    UnitBench loop = compiled("loop", version);
    assertEquals(Lane.LONG, loop.resultOf(version));
    assertEquals(
        Optional.of(integer(500_000_500_000L)),
        loop.enter(version, 10, integer(1_000_000), integer(0)).value());
  }

  @Test
  void anAccumulatorChangesItsLane() {
    Version version = version(UNDEFINED, Lane.LONG, Lane.DOUBLE);
    UnitBench loop = compiled("loop", version);
    assertEquals(
        Optional.of(DoubleAtom.of(15.5)),
        loop.enter(version, ROOM, integer(5), DoubleAtom.of(0.5)).value());
  }

  @Test
  void loopsStopAtPolls() {
    Version version = version(UNDEFINED, Lane.LONG, Lane.LONG);
    UnitBench loop = compiled("loop", version);
    loop.leaveAtPolls(true);
    UnitBench.Run run = loop.enter(version, ROOM, integer(10), integer(0));
    assertEquals(LeaveReason.POLL, run.layouts().getFirst().reason());
    assertEquals(1, loop.polls());
    assertEquals(Optional.of(integer(55)), loop.finish(version, ROOM, integer(10), integer(0)));
  }

  @Test
  void functionsCallEachOther() {
    Version version = version(UNDEFINED, Lane.LONG);
    UnitBench even = compiled("even", version);
    assertEquals(Lane.BOOLEAN, even.resultOf(version));
    assertEquals(Optional.of(BoolAtom.TRUE), even.enter(version, ROOM, integer(100)).value());
    assertEquals(Optional.of(BoolAtom.FALSE), even.enter(version, ROOM, integer(101)).value());
    // Out of room: the one that is entered is the only frame.
    UnitBench.Run run = even.enter(version, 100, integer(1_000_000));
    assertEquals(1, run.frames().size());
    assertEquals(LeaveReason.DEPTH, run.layouts().getFirst().reason());
  }

  @Test
  void listsAreReversed() {
    Version version = version(UNDEFINED, Lane.REFERENCE);
    UnitBench reverse = compiled("reverse", version);
    assertEquals(
        Optional.of(list(5, 4, 3, 2, 1)),
        reverse.enter(version, ROOM, list(1, 2, 3, 4, 5)).value());
    for (int room = 0; room < 40; room++) {
      assertEquals(
          Optional.of(list(5, 4, 3, 2, 1)),
          reverse.finish(version, room, list(1, 2, 3, 4, 5)),
          "room " + room);
    }
  }

  @Test
  void whatIsNotInTheTableBecomesData() {
    Version version = version(UNDEFINED, Lane.REFERENCE);
    UnitBench reverse = compiled("reverse", version);
    Symbol other = Symbol.of("other");
    assertEquals(
        Optional.of(Expression.of(Symbol.of("reverse"), other)),
        reverse.enter(version, ROOM, other).value());
  }

  @Test
  void changedRulesAreNoticedAtTheCall() {
    Version version = version(NUMBER, Lane.LONG);
    UnitBench fib = compiled("fib", version);
    fib.tick();
    assertEquals(Optional.of(integer(55)), fib.enter(version, ROOM, integer(10)).value());
    fib.changeRules(CallKey.of(Symbol.of("fib"), 1));
    UnitBench.Run run = fib.enter(version, ROOM, integer(10));
    assertEquals(LeaveReason.RULES, run.layouts().getFirst().reason());
    assertEquals(Opcode.CALL, opcodeAt(run.frames().getFirst()));
  }

  @Test
  void aBrokenAssumptionIsNoticedAtTheGuard() {
    // What breaks it is a call in the midst of the function; nothing else in it could.
    Version version = version(NUMBER, Lane.LONG, Lane.LONG);
    UnitBench log = compiled("effects", version);
    log.atEffect(2, () -> log.invalidate(CallKey.of(Symbol.of("log"), 2)));
    UnitBench.Run run = log.enter(version, ROOM, integer(5), integer(1));
    assertEquals(LeaveReason.INVALIDATED, run.layouts().getFirst().reason());
    assertEquals(Opcode.GUARD, opcodeAt(run.frames().getFirst()));
    assertEquals(2, log.deeds().size());
  }

  @Test
  void wrongGuessesLeaveAndGoOn() {
    Version version = version(NUMBER, Lane.REFERENCE);
    UnitBench fib = compiled("fib", version);
    assertEquals(Optional.of(integer(55)), fib.enter(version, ROOM, integer(10)).value());
    assertEquals(Optional.of(DoubleAtom.of(1.5)), fib.finish(version, ROOM, DoubleAtom.of(1.5)));
    // Code that guessed nothing has nothing to leave for.
    for (HeapFrame frame : fib.captured()) {
      assertEquals(LeaveReason.ARGUMENT_KIND, frame.layout().reason());
    }
  }

  @Test
  void codeWithoutGuessesTakesWhatItGets() {
    Version version = version(NUMBER, Lane.REFERENCE);
    UnitBench fib =
        bench("fib").withoutGuesses().compile(backend(), version.lanes(), version.expected());
    assertEquals(Optional.of(integer(55)), fib.enter(version, ROOM, integer(10)).value());
    assertEquals(
        Optional.of(DoubleAtom.of(1.5)), fib.enter(version, ROOM, DoubleAtom.of(1.5)).value());
    // Code may leave at the block for what is no number, or run it.
    for (FrameLayout layout : fib.enter(version, ROOM, Symbol.of("a")).layouts()) {
      assertEquals(LeaveReason.ARGUMENT_KIND, layout.reason());
    }
    Version powers = version(NUMBER, Lane.REFERENCE, Lane.REFERENCE);
    UnitBench power =
        bench("power").withoutGuesses().compile(backend(), powers.lanes(), powers.expected());
    assertEquals(
        "18446744073709551616",
        power.enter(powers, ROOM, integer(64), integer(1)).value().orElseThrow().toString());
  }
}
