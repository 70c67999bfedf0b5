package dev.mettle.conformance.kit;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.limits.RunLimits;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials on one engine, and on nothing else: on the compiled code of a backend, on the
 * interpreter of programs, or on the tree-walker, which is asked what functions mean.
 *
 * @since 1.0
 */
public abstract class Harness implements CheckRun.Counting {

  private Runs runs = Runs.NONE;
  private String declined = "";
  private @Nullable Program withoutRules;

  /** For the harnesses of the kit. */
  Harness() {}

  /** A program whose space functions run in. */
  public interface Program {

    /** The operation or space that a word stands for in the program. */
    Optional<GroundedValue> grounded(String word);

    /**
     * Runs a trial.
     *
     * @throws CheckFailedException if an answer is wrong
     */
    void run(Trial trial);
  }

  /** An engine for whole programs, which runs them in this way. */
  public abstract Engine engine(RunLimits limits);

  /** Counts what was done in an engine that has run a program. */
  public void served(Engine engine) {
    runs = runs.andGeneral();
  }

  /** The engine's name. */
  public abstract String name();

  /** The opcodes that the engine runs. */
  public abstract Set<Opcode> opcodes();

  /**
   * A program: a new one, or where it has no rules of its own always the same.
   *
   * @param given its text; empty for the one without rules
   */
  public Program open(String given) {
    if (!given.isEmpty()) {
      return program(given);
    }
    Program known = withoutRules;
    if (known == null) {
      known = program(given);
      withoutRules = known;
    }
    return known;
  }

  /** A new program with this text. */
  abstract Program program(String given);

  /**
   * Runs a trial in a program without rules of its own.
   *
   * @throws CheckFailedException if an answer is wrong
   */
  public final void run(Trial trial) {
    open("").run(trial);
  }

  /** How many calls the engine has run. */
  @Override
  public Runs runs() {
    return runs;
  }

  /** Why the engine left out a function, if it did; else empty. */
  public String declined() {
    return declined;
  }

  void count(Runs now) {
    runs = now;
  }

  void decline(String reason) {
    declined = reason;
  }
}
