package dev.mettle.conformance;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Runs trials on one engine, and on nothing else: on the compiled code of a backend, on the
 * interpreter of programs, or on the tree-walker, which is asked what functions mean.
 */
public abstract class Harness {

  private int runs;
  private int leaves;

  /** For the harnesses of the kit. */
  Harness() {}

  /** A check found something wrong; the message is for the engine's author. */
  public static final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with its message. */
    public CheckFailedException(String message) {
      super(message);
    }
  }

  /** The engine leaves a function out; the message says why. */
  public static final class NotCoveredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its reason. */
    public NotCoveredException(String message) {
      super(message);
    }
  }

  /** A program whose space functions run in. */
  public interface Program {

    /** The operation or space that a word stands for in the program. */
    Optional<GroundedValue> grounded(String word);

    /**
     * Runs a trial.
     *
     * @throws CheckFailedException if an answer is wrong, or the function cannot be run
     */
    void run(Trial trial);
  }

  /** The engine's name. */
  public abstract String name();

  /** The opcodes that the engine runs. */
  public abstract Set<Opcode> opcodes();

  /**
   * A new program.
   *
   * @param given its text; empty for a program without rules of its own
   */
  public abstract Program open(String given);

  /**
   * Runs a trial in a program without rules of its own.
   *
   * @throws CheckFailedException if an answer is wrong, or the function cannot be run
   */
  public final void run(Trial trial) {
    open("").run(trial);
  }

  /** The operations that functions may call. */
  public static Natives natives() {
    return KitNatives.INSTANCE;
  }

  /** How many calls the engine has run to the end. */
  public int runs() {
    return runs;
  }

  /** How many calls compiled code has left. */
  public int leaves() {
    return leaves;
  }

  void countRun() {
    runs++;
  }

  void countLeave() {
    leaves++;
  }

  /** The opcodes of a function that the engine does not run. */
  public Set<Opcode> uncovered(IrFunction function) {
    EnumSet<Opcode> missing = EnumSet.noneOf(Opcode.class);
    for (Instruction instruction : function.code()) {
      if (!opcodes().contains(instruction.opcode())) {
        missing.add(instruction.opcode());
      }
    }
    return missing;
  }
}
