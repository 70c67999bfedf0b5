package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Profile;
import dev.mettle.conformance.judge.Answers;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.CompileVerdict;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.FunctionCompiler;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TierOptions;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs trials through the compiled code of one backend, and through nothing else. Each trial runs
 * twice: compiled without any guess, and compiled for arguments of exactly its kinds, where the
 * code may leave.
 */
public final class CompiledHarness extends Harness {

  private final AvailableBackend backend;
  private final FunctionCompiler compiler = new FunctionCompiler(TierOptions.COMPILE_EVERYTHING);
  private final TierContext context = new TierContext();
  private final IdentityHashMap<IrFunction, Map<Object, CompiledCode>> compiled =
      new IdentityHashMap<>();

  /** A harness around a backend. */
  public CompiledHarness(Backend backend) {
    this.backend = new AvailableBackend(backend, backend.descriptor());
  }

  @Override
  public String name() {
    return backend.id();
  }

  @Override
  public Set<Opcode> opcodes() {
    return backend.descriptor().opcodes();
  }

  @Override
  public Program open(String given) {
    if (!given.isEmpty()) {
      throw new CheckFailedException("compiled code is not called in programs yet");
    }
    return new Program() {
      @Override
      public Optional<GroundedValue> grounded(String word) {
        return Optional.empty();
      }

      @Override
      public void run(Trial trial) {
        runBoth(trial);
      }
    };
  }

  /** The backend. */
  public AvailableBackend backend() {
    return backend;
  }

  /**
   * Runs a trial in both ways.
   *
   * @throws CheckFailedException if an answer is wrong, or the function does not compile
   */
  private void runBoth(Trial trial) {
    int parameters = trial.function().function().parameterCount();
    boolean ranGenerally =
        run(trial, "without a profile", Profile.unknown(parameters).withIntegerRangeLeft());
    List<Lane> lanes = trial.arguments().stream().map(Lane::of).toList();
    boolean ranTyped = run(trial, "for arguments of lanes " + lanes, Profile.ofLanes(lanes));
    if (!ranGenerally && !ranTyped) {
      countLeave();
    }
  }

  /** Whether compiled code ran the trial to the end. */
  private boolean run(Trial trial, String how, Profile profile) {
    CompiledCode code = compile(trial, how, profile);
    Atom result;
    try {
      result = code.invoke(context, trial.arguments().toArray(new Atom[0]));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      throw failure(trial, how, "compiled code threw " + t);
    }
    if (result == ExecutionContext.UNWINDING) {
      return false;
    }
    countRun();
    if (result == null) {
      throw failure(trial, how, "compiled code gave null");
    }
    if (!Answers.same(List.of(result), trial.expected())) {
      throw failure(
          trial, how, "expected " + trial.shownExpected() + " but compiled code gave " + result);
    }
    return true;
  }

  /** The code of a function for a profile; compiled once. */
  public CompiledCode compile(IrFunction function, Profile profile) {
    Map<Object, CompiledCode> versions = compiled.computeIfAbsent(function, f -> new HashMap<>());
    CompiledCode known = versions.get(profile);
    if (known != null) {
      return known;
    }
    CompileVerdict verdict =
        compiler.compile(Optional.of(backend), function, profile, KitNatives.INSTANCE);
    if (!(verdict instanceof CompileVerdict.Installed installed)) {
      throw new CheckFailedException(verdict.describe());
    }
    versions.put(profile, installed.code());
    return installed.code();
  }

  private CompiledCode compile(Trial trial, String how, Profile profile) {
    try {
      return compile(trial.function().function(), profile);
    } catch (CheckFailedException e) {
      throw failure(
          trial,
          how,
          e.getMessage()
              + "\nA function that is declined on purpose belongs into skips(), with the reason.");
    }
  }

  private static CheckFailedException failure(Trial trial, String how, String what) {
    return new CheckFailedException(
        "%s: %s\n%s, compiled %s\n%s"
            .formatted(trial.label(), what, trial.call(), how, trial.code()));
  }
}
