package dev.mettle.conformance;

import dev.mettle.conformance.judge.Answers;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.engine.Engine;
import dev.mettle.vm.engine.FunctionCalls;
import dev.mettle.vm.tier.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs trials on the interpreter of programs, the virtual machine. */
public class MachineHarness extends Harness {

  private @Nullable Program withoutRules;

  /** A harness around a machine of its own. */
  public MachineHarness() {}

  /** An engine that has run a text. */
  Engine engine(String given) {
    return engineWith(given, Tier.VM);
  }

  /** A call is about to be made. */
  void calling(Engine engine) {}

  /** A call is over. */
  void called(Engine engine, FunctionCalls calls) {
    countRun();
  }

  @Override
  public String name() {
    return "virtual machine";
  }

  @Override
  public Set<Opcode> opcodes() {
    return EnumSet.allOf(Opcode.class);
  }

  @Override
  public final Program open(String given) {
    if (!given.isEmpty()) {
      return new Running(given);
    }
    Program known = withoutRules;
    if (known == null) {
      known = new Running("");
      withoutRules = known;
    }
    return known;
  }

  private final class Running implements Program {

    private final Engine engine;
    private final FunctionCalls calls;

    Running(String given) {
      engine = engine(given);
      calls = new FunctionCalls(engine, natives());
    }

    @Override
    public Optional<GroundedValue> grounded(String word) {
      return meaningOf(engine, word);
    }

    @Override
    public void run(Trial trial) {
      if (handsErrorsOn(trial)) {
        return;
      }
      List<Atom> results;
      calling(engine);
      try {
        results = calls.call(trial.function(), trial.arguments());
      } catch (RuntimeException | AssertionError e) {
        throw failure(trial, "the machine threw " + e);
      }
      called(engine, calls);
      if (!Answers.same(results, trial.expected())) {
        throw failure(
            trial, "expected " + trial.shownExpected() + " but the machine gave " + results);
      }
    }
  }

  /**
   * Whether an operation of straight code gets an error, or {@code Empty}, as operand. There a
   * computed error goes on as the result of each operation that follows; in programs jumps see to
   * it, and what an operation makes of an error that was written is its own business.
   */
  private static boolean handsErrorsOn(Trial trial) {
    IrFunction function = trial.function().function();
    if (function.stage() > MeaningHarness.STRAIGHT) {
      return false;
    }
    long operations =
        function.code().stream().filter(i -> i.opcode().operation().isPresent()).count();
    return operations > 0 && trial.arguments().stream().anyMatch(Kernels::stops)
        || operations > 1 && trial.expected().stream().anyMatch(Kernels::stops)
        || function.constants().stream().anyMatch(Kernels::stops);
  }

  /** An engine that has run a text. */
  static Engine engineWith(String given, Tier tier) {
    return having(given, Engine.builder().tier(tier).build());
  }

  /** The engine, which has run a text. */
  static Engine having(String given, Engine engine) {
    try {
      engine.run(given);
    } catch (SyntaxException e) {
      throw new IllegalArgumentException("cannot be read: " + given, e);
    }
    return engine;
  }

  /** The operation or space that a word stands for. */
  static Optional<GroundedValue> meaningOf(Engine engine, String word) {
    try {
      return engine.parse(word) instanceof GroundedValue value
          ? Optional.of(value)
          : Optional.empty();
    } catch (SyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static CheckFailedException failure(Trial trial, String what) {
    return new CheckFailedException(
        "%s: %s\n%s\n%s".formatted(trial.label(), what, trial.call(), trial.code()));
  }
}
