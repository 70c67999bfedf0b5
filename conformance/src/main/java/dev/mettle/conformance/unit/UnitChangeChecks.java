package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens between two calls, or while a call runs, counts from there on. */
final class UnitChangeChecks {

  private static final Version TWO = version(UNDEFINED, Lane.LONG, Lane.LONG);
  private static final CallKey LOG = CallKey.of(Symbol.of("log"), 2);

  private UnitChangeChecks() {}

  static List<UnitCheck> all() {
    return List.of(
        during("rules change before a self call", UnitBench::changeRules, LeaveReason.RULES),
        during("an assumption breaks", UnitBench::invalidate, LeaveReason.INVALIDATED),
        during("something else changes", (bench, key) -> bench.tick(), null),
        before("rules have changed", UnitBench::changeRules, LeaveReason.RULES),
        before("an assumption is broken", UnitBench::invalidate, LeaveReason.INVALIDATED),
        data(),
        callee(),
        valueThatWasMet(),
        loopPolls(),
        pollsAreObeyed(),
        loopsAreFlat(),
        roomShrinks(),
        deepRecursion());
  }

  private static UnitCheck of(String label, String text, Consumer<UnitTrials> body) {
    return new UnitCheck("unit/changes/" + label, Units.stageOf(text), body);
  }

  /** The change happens in the second effect of a loop of five. */
  private static UnitCheck during(
      String label, BiConsumer<UnitBench, CallKey> change, @Nullable LeaveReason reason) {
    return of(
        label,
        Units.EFFECTS,
        harness -> {
          UnitBench bench = harness.compiled(Units.EFFECTS, TWO);
          bench.atEffect(2, () -> change.accept(bench, LOG));
          Atom[] arguments = {integer(5), integer(1)};
          UnitBench.Run run = harness.enter(bench, TWO, ROOM, arguments);
          String input = UnitTrials.call(bench, TWO, arguments) + ", changed in the second effect";
          CheckFailedException.unlessSame(
              "code runs on until the first place where the change counts, and leaves there",
              input,
              reason == null
                  ? "5 effects, []"
                  : "2 effects, ["
                      + reason
                      + " at "
                      + (reason == LeaveReason.RULES ? Opcode.TAIL_CALL : Opcode.GUARD)
                      + "]",
              bench.deeds().size() + " effects, " + places(run));
        });
  }

  private static List<String> places(UnitBench.Run run) {
    return run.frames().stream()
        .map(
            frame -> {
              FrameLayout layout = frame.layout();
              return layout.reason()
                  + " at "
                  + layout.code().function().code().get(layout.irOffset()).opcode();
            })
        .toList();
  }

  private static UnitCheck before(
      String label, BiConsumer<UnitBench, CallKey> change, LeaveReason reason) {
    return of(
        label,
        Units.EFFECTS,
        harness -> {
          UnitBench bench = harness.compiled(Units.EFFECTS, TWO);
          harness.enter(bench, TWO, ROOM, integer(2), integer(1));
          change.accept(bench, LOG);
          int done = bench.deeds().size();
          UnitBench.Run run = harness.enter(bench, TWO, ROOM, integer(5), integer(1));
          CheckFailedException.unlessSame(
              "a call asks anew, whatever the last one found",
              UnitTrials.call(bench, TWO, integer(5), integer(1)) + ", changed before",
              reason,
              run.frames().isEmpty() ? "no frame" : run.layouts().getFirst().reason());
          CheckFailedException.unlessSame(
              "the call that is under way goes on until then",
              "the same",
              done + 1,
              bench.deeds().size());
        });
  }

  private static UnitCheck data() {
    Version version = version(UNDEFINED, Lane.REFERENCE);
    return of(
        "data gets rules",
        Units.DATA,
        harness -> {
          UnitBench bench = harness.compiled(Units.DATA, version);
          bench.changeRules(CallKey.of(Symbol.of("Kept"), 2));
          Atom pair = Expression.of(Symbol.of("Pair"), integer(1), integer(2));
          UnitBench.Run run = harness.enter(bench, version, ROOM, pair);
          CheckFailedException.unlessSame(
              "a call that is data no more is left",
              UnitTrials.call(bench, version, pair),
              "[RULES at CALL]",
              places(run));
        });
  }

  private static UnitCheck callee() {
    return of(
        "a callee's rules change",
        Units.NESTED,
        harness -> {
          UnitBench bench = harness.compiled(Units.NESTED, TWO);
          bench.changeRules(CallKey.of(Symbol.of("inner"), 2));
          UnitBench.Run run = harness.enter(bench, TWO, ROOM, integer(1), integer(2));
          CheckFailedException.unlessSame(
              "a call of changed rules is left before anything of it happens",
              UnitTrials.call(bench, TWO, integer(1), integer(2)),
              "[RULES at CALL] []",
              places(run) + " " + bench.deeds());
        });
  }

  private static UnitCheck valueThatWasMet() {
    Version version = version(UNDEFINED, Lane.REFERENCE, Lane.LONG);
    String text = Instructions.LIKELY;
    return of(
        "a value's rules change",
        text,
        harness -> {
          UnitBench bench = harness.compiled(text, version);
          Symbol met = Symbol.of("double");
          bench.changeRules(CallKey.of(met, 1));
          harness.enter(bench, version, ROOM, met, integer(4));
          CheckFailedException.unlessSame(
              "a call of a value whose rules have changed goes through the context",
              UnitTrials.call(bench, version, met, integer(4)) + ", changed before",
              "1 call of other code",
              bench.outsideCalls() + " call of other code");
        });
  }

  private static UnitCheck loopPolls() {
    String text = Units.named("loop");
    return of(
        "each turn of a loop polls",
        text,
        harness -> {
          UnitBench bench = harness.compiled(text, TWO);
          bench.leaveAtPoll(Integer.MAX_VALUE);
          harness.enter(bench, TWO, ROOM, integer(50), integer(0));
          int polls = bench.polls();
          if (polls < 50) {
            throw CheckFailedException.of(
                "the machine is asked on each turn of a loop",
                UnitTrials.call(bench, TWO, integer(50), integer(0)),
                "at least 50 polls",
                polls);
          }
        });
  }

  private static UnitCheck pollsAreObeyed() {
    String text = Units.named("loop");
    return of(
        "polls are obeyed",
        text,
        harness -> {
          UnitBench bench = harness.compiled(text, TWO);
          bench.leaveAtPoll(10);
          UnitBench.Run run = harness.enter(bench, TWO, ROOM, integer(50), integer(0));
          CheckFailedException.unlessSame(
              "code leaves when the machine says so at a poll",
              UnitTrials.call(bench, TWO, integer(50), integer(0)) + ", left at the 10th poll",
              LeaveReason.POLL,
              run.frames().isEmpty() ? "no frame" : run.layouts().getFirst().reason());
        });
  }

  private static UnitCheck loopsAreFlat() {
    String text = Units.named("loop");
    return of(
        "loops take no room",
        text,
        harness -> {
          UnitBench bench = harness.compiled(text, TWO);
          UnitBench.Run run = harness.enter(bench, TWO, 40, integer(100_000), integer(0));
          CheckFailedException.unlessSame(
              "a self call as the last act takes no room",
              UnitTrials.call(bench, TWO, integer(100_000), integer(0)) + ", room 40",
              ExactText.of(Optional.of(integer(5_000_050_000L))),
              run.status() == ProgramContext.VALUE ? ExactText.of(run.value()) : places(run));
        });
  }

  /** Frames that are too small would overflow the Java stack of small threads. */
  private static UnitCheck roomShrinks() {
    return of(
        "calls get less room",
        Units.NESTED,
        harness -> {
          UnitBench bench = harness.compiled(Units.NESTED, TWO);
          harness.enter(bench, TWO, 1_000, integer(1), integer(2));
          List<Integer> rooms = bench.rooms();
          if (rooms.size() != 1 || rooms.getFirst() >= 999 || rooms.getFirst() < 900) {
            throw CheckFailedException.of(
                "a call gets the room that is left when the frames of its callers are taken off",
                UnitTrials.call(bench, TWO, integer(1), integer(2)) + ", room 1000",
                "one call, with some 990",
                rooms);
          }
        });
  }

  private static UnitCheck deepRecursion() {
    String text = Units.named("sum");
    Version version = version(Optional.of(Symbols.NUMBER), Lane.LONG);
    return of(
        "deep recursion leaves in time",
        text,
        harness -> {
          UnitBench bench = harness.compiled(text, version);
          UnitBench.Run run = harness.enter(bench, version, 500, integer(100_000));
          CheckFailedException.unlessSame(
              "a call without room is left for want of it, before it or at its beginning",
              UnitTrials.call(bench, version, integer(100_000)) + ", room 500",
              LeaveReason.DEPTH.toString(),
              run.frames().isEmpty() ? "no frame" : run.layouts().getFirst().reason().toString());
        });
  }
}
