package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.vm.engine.Engine;
import dev.mettle.vm.engine.FunctionCalls;
import dev.mettle.vm.tier.TierOptions;
import java.util.Map;

/**
 * Runs trials in an engine that compiles functions of programs before they run, by one backend. A
 * function that the backend declines is not covered; where compiled code leaves, the interpreter
 * goes on.
 */
public final class UnitHarness extends MachineHarness {

  private final Backend backend;
  private long leavesBefore;

  /** A harness around a backend. */
  public UnitHarness(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return backend.descriptor().id();
  }

  @Override
  Engine engine(String given) {
    Engine engine = Engine.builder().tierOptions(TierOptions.COMPILE_EVERYTHING).build();
    engine.useBackend(backend);
    return having(given, engine);
  }

  @Override
  void calling(Engine engine) {
    leavesBefore = leaves(engine);
  }

  private static long leaves(Engine engine) {
    return engine.statistics().code().entrySet().stream()
        .filter(count -> count.getKey().startsWith("leaves: "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  void called(Engine engine, FunctionCalls calls) {
    calls
        .notCompiled()
        .ifPresent(
            reason -> {
              throw new NotCoveredException(reason);
            });
    if (leaves(engine) > leavesBefore) {
      countLeave();
    } else {
      countRun();
    }
  }
}
