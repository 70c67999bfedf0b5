package dev.mettle.conformance.kit;

import dev.mettle.conformance.judge.Answers;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.engine.FunctionCalls;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.Kernels;
import java.util.List;
import java.util.Optional;

/** A program that an engine has run, in which single functions are called. */
final class EngineProgram {

  /** The stages whose functions are straight code over values. */
  static final int STRAIGHT = 2;

  private final Engine engine;
  private final FunctionCalls calls;
  private final String who;

  /**
   * A program.
   *
   * @param engine has run nothing yet
   * @param given the text of the program
   * @param who gives answers, for messages
   */
  EngineProgram(Engine engine, String given, String who) {
    this.engine = having(given, engine);
    this.calls = new FunctionCalls(engine);
    this.who = who;
  }

  /** An engine that has run a text. */
  static Engine having(String given, EngineBuilder builder) {
    return having(given, builder.build());
  }

  private static Engine having(String given, Engine engine) {
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

  Optional<GroundedValue> grounded(String word) {
    return meaningOf(engine, word);
  }

  /** Why the function that was called last has no compiled code, if there is a reason. */
  Optional<String> notCompiled() {
    return calls.notCompiled();
  }

  /** How often compiled code was left so far. */
  long leaves() {
    return calls.left();
  }

  /**
   * Makes the call of a trial.
   *
   * @throws CheckFailedException if an answer is wrong
   */
  void call(Trial trial) {
    List<Atom> results;
    try {
      results = calls.call(trial.function(), trial.arguments());
    } catch (RuntimeException | AssertionError e) {
      throw failure(trial, who + " threw " + withCause(e));
    }
    if (!Answers.same(results, trial.expected())) {
      throw failure(
          trial,
          "expected %s but %s gave %s".formatted(trial.shownExpected(), who, shown(results)));
    }
  }

  private static String shown(List<Atom> results) {
    return results.size() == 1 ? results.getFirst().toString() : results.toString();
  }

  private static String withCause(Throwable thrown) {
    return thrown.getCause() == null ? thrown.toString() : thrown + ", for " + thrown.getCause();
  }

  /**
   * Whether an operation of straight code gets an error, or {@code Empty}, as operand. In programs
   * jumps see to it, and what an operation makes of an error that was written is its own business.
   */
  static boolean handsErrorsOn(Trial trial) {
    IrFunction function = trial.function().function();
    if (function.stage() > STRAIGHT) {
      return false;
    }
    long operations =
        function.code().stream().filter(i -> i.opcode().operation().isPresent()).count();
    return operations > 0 && trial.arguments().stream().anyMatch(Kernels::stops)
        || operations > 1 && trial.expected().stream().anyMatch(Kernels::stops)
        || function.constants().stream().anyMatch(Kernels::stops);
  }

  private static CheckFailedException failure(Trial trial, String what) {
    return new CheckFailedException(
        "%s: %s\n%s\n%s".formatted(trial.label(), what, trial.call(), trial.code()));
  }
}
