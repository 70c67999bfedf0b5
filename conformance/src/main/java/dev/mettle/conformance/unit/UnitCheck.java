package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.Lane;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.CheckRun;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.NotCoveredException;
import dev.mettle.ir.opcode.Opcode;
import java.util.Optional;
import java.util.function.Consumer;

/** One thing to check about compiled units. */
final class UnitCheck implements Check {

  /** How the names of checks begin some of which look at time, memory and threads. */
  static final String CONTRACT = "unit/contract/";

  private final String id;
  private final Optional<Opcode> opcode;
  private final int stage;
  private final Consumer<UnitTrials> body;
  private final Optional<Lane> lane;

  /**
   * A check that compiled code has to serve.
   *
   * @param id its name, {@code unit/subject/label}
   * @param stage the highest stage of any opcode in it
   * @param body runs it
   */
  UnitCheck(String id, int stage, Consumer<UnitTrials> body) {
    this(id, Optional.empty(), stage, body);
  }

  /** The same, of one opcode. */
  UnitCheck(String id, Optional<Opcode> opcode, int stage, Consumer<UnitTrials> body) {
    this(id, opcode, stage, Optional.empty(), body);
  }

  private UnitCheck(
      String id,
      Optional<Opcode> opcode,
      int stage,
      Optional<Lane> lane,
      Consumer<UnitTrials> body) {
    this.id = id;
    this.opcode = opcode;
    this.stage = stage;
    this.lane = lane;
    this.body = body;
  }

  /** A check of results in a lane, for backends that say that they have it. */
  static UnitCheck ofLane(String id, int stage, Lane lane, Consumer<UnitTrials> body) {
    return new UnitCheck(id, Optional.empty(), stage, Optional.of(lane), body);
  }

  // A backend that does not describe itself is foreign code; each check says so.
  @SuppressWarnings("CatchThrowable")
  @Override
  public boolean concerns(Backend backend) {
    try {
      return lane.isEmpty() || backend.descriptor().lanes().contains(lane.get());
    } catch (Throwable t) {
      return true;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<Opcode> opcode() {
    return opcode;
  }

  @Override
  public int stage() {
    return stage;
  }

  @Override
  public boolean runsAlone() {
    return id.startsWith(CONTRACT);
  }

  @Override
  public CheckResult run(Backend backend, ConformanceOptions options) {
    return CheckRun.ofBackend(
        this,
        backend,
        options,
        UnitTrials::new,
        trials -> {
          body.accept(trials);
          if (trials.runs().all() == 0) {
            throw new NotCoveredException("no compiled code ran");
          }
        });
  }
}
