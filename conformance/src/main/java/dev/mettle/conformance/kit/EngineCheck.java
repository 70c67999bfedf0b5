package dev.mettle.conformance.kit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A check of functions in a program, which any engine can be held against: the tree-walker and the
 * virtual machine as well as the compiled code of a backend.
 *
 * @param id its name, {@code kind/subject/label}
 * @param opcode the opcode that it is about, if it is about one
 * @param needs the opcodes that the engine must cover for the check to make sense
 * @param subject what can be held against it
 * @param body runs the check, and throws {@link CheckFailedException}
 * @since 1.0
 */
public record EngineCheck(
    String id, Optional<Opcode> opcode, Set<Opcode> needs, Subject subject, Consumer<Harness> body)
    implements Check {

  /** What is checked. */
  public enum Subject {
    /** Any engine. */
    ENGINE,
    /** Compiled code alone. */
    BACKEND
  }

  /** Copies the set. */
  public EngineCheck {
    EnumSet<Opcode> copy = EnumSet.noneOf(Opcode.class);
    copy.addAll(needs);
    needs = copy;
  }

  /** A check that any engine can be held against. */
  public EngineCheck(
      String id, Optional<Opcode> opcode, Set<Opcode> needs, Consumer<Harness> body) {
    this(id, opcode, needs, Subject.ENGINE, body);
  }

  /** A check that only compiled code can be held against. */
  public static EngineCheck ofBackend(
      String id, Optional<Opcode> opcode, Set<Opcode> needs, Consumer<BackendHarness> body) {
    return new EngineCheck(
        id, opcode, needs, Subject.BACKEND, harness -> body.accept((BackendHarness) harness));
  }

  /** The highest stage of its opcode and of those that it needs. */
  @Override
  public int stage() {
    return Stream.concat(opcode.stream(), needs.stream()).mapToInt(Opcode::stage).max().orElse(0);
  }

  /** Runs the check twice: in code that guesses what it can, and in code that guesses nothing. */
  @Override
  public CheckResult run(Backend backend, ConformanceOptions options) {
    CheckResult typed = run(backend, BackendHarness.Mode.TYPED, options);
    if (subject == Subject.BACKEND
        || typed.status() == Status.FAILED
        || typed.status() == Status.SKIPPED) {
      return typed;
    }
    CheckResult general = run(backend, BackendHarness.Mode.GENERAL, options);
    return new CheckResult(
        id,
        opcode,
        stage(),
        general.status() == Status.NOT_COVERED ? typed.status() : general.status(),
        typed.runs().and(general.runs()),
        typed.time().plus(general.time()),
        general.message());
  }

  private CheckResult run(Backend backend, BackendHarness.Mode mode, ConformanceOptions options) {
    return CheckRun.ofBackend(
        this, backend, options, recorded -> new BackendHarness(recorded, mode), this::serve);
  }

  /** Runs the check on any engine, unless it is skipped or asks for more than that covers. */
  public CheckResult run(Harness harness, ConformanceOptions options) {
    return CheckRun.ofEngine(this, options, harness, this::serve);
  }

  private void serve(Harness harness) {
    EnumSet<Opcode> missing = EnumSet.noneOf(Opcode.class);
    missing.addAll(needs);
    missing.removeAll(harness.opcodes());
    if (!missing.isEmpty()) {
      throw new NotCoveredException("needs " + mnemonics(missing));
    }
    body.accept(harness);
    if (harness.runs().all() == 0 && !harness.declined().isEmpty()) {
      throw new NotCoveredException(harness.declined());
    }
  }

  private static String mnemonics(Set<Opcode> opcodes) {
    return String.join(", ", opcodes.stream().map(Opcode::mnemonic).toList());
  }
}
