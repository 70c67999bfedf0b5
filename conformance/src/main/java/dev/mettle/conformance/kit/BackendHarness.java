package dev.mettle.conformance.kit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.Lane;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TierStatistics;
import dev.mettle.vm.tier.UnitRuns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs trials in engines that compile functions before they run, by one backend. Where compiled
 * code leaves, the interpreter goes on.
 *
 * @since 1.0
 */
public final class BackendHarness extends Harness {

  /** What code is compiled for. */
  public enum Mode {
    /** For the lanes of the arguments: each function again for each combination of lanes. */
    TYPED("compiled code"),
    /** For anything, without guesses. */
    GENERAL("compiled code without guesses"),
    /** For what comes: one function gets several versions, as in programs. */
    SHARED("compiled code of several versions");

    private final String label;

    Mode(String label) {
      this.label = label;
    }
  }

  /** A function for arguments of some lanes. */
  private record Typed(VerifiedFunction function, List<Lane> lanes) {}

  private final Backend backend;
  private final Mode mode;
  private final Set<Opcode> opcodes;
  private final Map<Typed, VerifiedFunction> copies = new HashMap<>();

  /** A harness around a backend. */
  public BackendHarness(Backend backend, Mode mode) {
    this.backend = backend;
    this.mode = mode;
    this.opcodes = backend.descriptor().opcodes();
  }

  @Override
  public String name() {
    return backend.descriptor().id();
  }

  @Override
  public Set<Opcode> opcodes() {
    return opcodes;
  }

  /** The backend. */
  public Backend backend() {
    return backend;
  }

  @Override
  Program program(String given) {
    return new Compiling(given);
  }

  @Override
  public Engine engine(RunLimits limits) {
    return using(Engine.builder().tierOptions(options()).limits(limits));
  }

  /** An engine that compiles with the backend, in a way of its own. */
  public Engine engine(TierOptions options) {
    return using(Engine.builder().tierOptions(options));
  }

  private Engine using(EngineBuilder builder) {
    Engine engine = builder.build();
    engine.useBackend(backend);
    return engine;
  }

  private TierOptions options() {
    TierOptions options = TierOptions.COMPILE_EVERYTHING;
    return mode == Mode.GENERAL ? options.withRuns(UnitRuns.DEFAULT.withoutGuesses()) : options;
  }

  /** Takes over what another harness counted. */
  public void served(Harness other) {
    count(runs().and(other.runs()));
    if (!other.declined().isEmpty()) {
      decline(other.declined());
    }
  }

  @Override
  public void served(Engine engine) {
    TierStatistics statistics = engine.statistics();
    if (statistics.units() == 0) {
      decline("nothing of the program was compiled");
    }
    for (CompiledFunction function : statistics.functions()) {
      if (function.entered() > 0) {
        count(function.allLeaves() > 0 ? runs().andLeft() : runs().andGeneral());
      }
    }
  }

  /** The function that runs a trial; its code is for the lanes of the arguments alone. */
  private Trial own(Trial trial) {
    if (mode != Mode.TYPED) {
      return trial;
    }
    List<Lane> lanes = trial.arguments().stream().map(Lane::of).toList();
    VerifiedFunction copy =
        copies.computeIfAbsent(new Typed(trial.function(), lanes), BackendHarness::copy);
    return new Trial(trial.label(), copy, trial.arguments(), trial.expected(), trial.meaning());
  }

  private static VerifiedFunction copy(Typed typed) {
    IrFunction function = typed.function().function();
    FunctionBuilder builder = FunctionBuilder.copyOfFrame(function);
    function.code().forEach(builder::add);
    return Verifier.verify(builder.build());
  }

  private final class Compiling implements Program {

    private final EngineProgram program;

    Compiling(String given) {
      program = new EngineProgram(engine(options()), given, mode.label);
    }

    @Override
    public Optional<GroundedValue> grounded(String word) {
      return program.grounded(word);
    }

    @Override
    public void run(Trial trial) {
      if (EngineProgram.handsErrorsOn(trial)) {
        return;
      }
      long before = program.leaves();
      program.call(own(trial));
      Optional<String> reason = program.notCompiled();
      if (reason.isPresent()) {
        decline(reason.get());
      } else if (program.leaves() > before) {
        count(runs().andLeft());
      } else {
        boolean typed =
            mode != Mode.GENERAL
                && trial.arguments().stream().anyMatch(a -> Lane.of(a) != Lane.REFERENCE);
        count(runs().andWhole(typed, trial.function().function()));
      }
    }
  }
}
