package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.CheckRun;
import dev.mettle.conformance.kit.NotCoveredException;
import dev.mettle.conformance.kit.Runs;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles units with a backend, runs them in many ways and counts what compiled code ran. */
final class UnitTrials implements CheckRun.Counting {

  /** Room for any call of the checks. */
  static final int ROOM = 6_000;

  /** Up to so little room, and so many polls, each number is tried. */
  private static final int NARROW = 14;

  private final Backend backend;
  private Runs runs = Runs.NONE;

  UnitTrials(Backend backend) {
    this.backend = backend;
  }

  Backend backend() {
    return backend;
  }

  @Override
  public Runs runs() {
    return runs;
  }

  /** A version of the first function. */
  static Version version(Optional<Atom> expected, Lane... lanes) {
    return new Version(0, List.of(lanes), expected);
  }

  /** Compiles a unit. */
  UnitBench compiled(String text, Version version) {
    return compiled(UnitBench.of(text), version);
  }

  /** Compiles a unit. */
  UnitBench compiled(UnitBench bench, Version version) {
    return switch (bench.ask(backend, version.lanes(), version.expected())) {
      case UnitOutcome.Declined declined ->
          throw new NotCoveredException("declined: " + declined.detail());
      case UnitOutcome.Compiled compiled -> bench.define(compiled);
    };
  }

  /**
   * Enters code that has to do more than to leave at an instruction that the backend does not have.
   */
  UnitBench.Run enter(UnitBench bench, Version version, int room, Atom... arguments) {
    UnitBench.Run run = run(bench, version, room, arguments);
    if (!run.frames().isEmpty()) {
      FrameLayout layout = run.layouts().getFirst();
      Opcode opcode = layout.code().function().code().get(layout.irOffset()).opcode();
      if (layout.reason() == LeaveReason.NOT_COMPILED
          && !backend.descriptor().opcodes().contains(opcode)) {
        throw new NotCoveredException("left at " + opcode.mnemonic());
      }
    }
    return run;
  }

  private UnitBench.Run run(UnitBench bench, Version version, int room, Atom... arguments) {
    UnitBench.Run run = bench.enter(version, room, arguments);
    boolean typed = version.lanes().stream().anyMatch(lane -> lane != Lane.REFERENCE);
    if (!run.frames().isEmpty()) {
      runs = runs.andLeft();
    } else {
      runs = runs.andWhole(typed, bench.functions().getFirst().function());
    }
    return run;
  }

  /** What the interpreter makes of a call. */
  private record Right(Visits visits, String value, List<String> effects) {}

  private static Right right(String text, Version version, Atom... arguments) {
    UnitBench bench = UnitBench.of(text);
    Visits visits = new Visits();
    bench.record(visits);
    List<Atom> all = new ArrayList<>(Arrays.asList(arguments));
    Atom expected = version.expected().isPresent() ? version.expected().get() : all.removeLast();
    Optional<Atom> value =
        BenchInterpreter.call(bench, bench.functions().getFirst().key(), all, expected);
    return new Right(visits, ExactText.of(value), List.copyOf(bench.deeds()));
  }

  /** The call for messages. */
  static String call(UnitBench bench, Version version, Atom... arguments) {
    StringBuilder out = new StringBuilder("(");
    out.append(bench.functions().getFirst().key().head());
    for (Atom argument : arguments) {
      out.append(' ').append(ExactText.of(argument));
    }
    out.append(") in lanes ").append(version.lanes());
    version.expected().ifPresent(type -> out.append(" against ").append(type));
    return out.toString();
  }

  /**
   * A call gives what the interpreter gives, with all the room that it needs and with less, left at
   * each poll, and gone on with by the interpreter and by compiled code.
   */
  void everyWay(String text, Version version, Atom... arguments) {
    Right right = right(text, version, arguments);
    UnitBench bench = compiled(text, version);
    oneWay(bench, right, version, ROOM, "", false, arguments);
    Map.of(
            ", without guesses", UnitBench.of(text).withoutGuesses(),
            ", with what is seldom", UnitBench.of(text).thorough(),
            ", after it has left", UnitBench.of(text).left())
        .forEach((how, other) -> otherwise(other, right, version, how, arguments));
    for (int room = 0; room < NARROW; room++) {
      oneWay(bench, right, version, room, ", room " + room, false, arguments);
      oneWay(bench, right, version, room, ", room " + room + ", resumed", true, arguments);
    }
    int polls = NARROW;
    for (int poll = 1; poll <= polls; poll++) {
      bench.leaveAtPoll(poll);
      oneWay(bench, right, version, ROOM, ", left at poll " + poll, true, arguments);
      polls = Math.min(polls, bench.polls());
    }
    bench.leaveAtPolls(false);
  }

  /** The same in code that was asked for in another way. */
  private void otherwise(
      UnitBench bench, Right right, Version version, String how, Atom... arguments) {
    if (bench.ask(backend, version.lanes(), version.expected())
        instanceof UnitOutcome.Compiled compiled) {
      bench.define(compiled);
      oneWay(bench, right, version, ROOM, how, true, arguments);
      oneWay(bench, right, version, 1, how + ", room 1", true, arguments);
      bench.leaveAtPoll(1);
      oneWay(bench, right, version, ROOM, how + ", left at poll 1", true, arguments);
    }
  }

  /** The same with all the room and no polls. */
  void plainly(UnitBench bench, String text, Version version, Atom... arguments) {
    oneWay(bench, right(text, version, arguments), version, ROOM, "", false, arguments);
  }

  private void oneWay(
      UnitBench bench,
      Right right,
      Version version,
      int room,
      String how,
      boolean compiled,
      Atom... arguments) {
    String input = call(bench, version, arguments) + how;
    int done = bench.deeds().size();
    bench.context().takeLeft();
    bench.context().forgetArrays();
    UnitBench.Run run = run(bench, version, room, arguments);
    if (!run.frames().isEmpty()) {
      new TrueReasons(bench, backend.descriptor().opcodes())
          .check(run.frames().getFirst(), room >= ROOM, input);
    }
    for (HeapFrame frame : run.frames()) {
      right.visits().check(frame, input);
    }
    int resumed = bench.resumed();
    String value = ExactText.of(bench.goOn(run, compiled, room));
    runs = runs.andResumed(bench.resumed() - resumed);
    List<String> effects = bench.deeds().subList(done, bench.deeds().size());
    CheckFailedException.unlessSame(
        "what has an effect happens once, in order, with its arguments",
        input,
        right.effects(),
        effects);
    CheckFailedException.unlessSame("a call gives what its code says", input, right.value(), value);
    CheckFailedException.unlessSame(
        "the array of a call belongs to it", input, "untouched", bench.context().touchedArrays());
  }

  /** The expected type of functions whose results may be anything. */
  static final Optional<Atom> UNDEFINED = Optional.of(Symbols.UNDEFINED);
}
