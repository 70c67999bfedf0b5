package dev.mettle.conformance.check;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.conformance.kit.BackendHarness;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the contract asks of a backend as a whole. */
public final class ContractChecks {

  private ContractChecks() {}

  /** All checks. */
  public static List<Check> all() {
    return List.of(
        check("the spec version is ours", ContractChecks::version),
        check("every covered opcode compiles", ContractChecks::covered));
  }

  private static Check check(String label, Consumer<BackendHarness> body) {
    return EngineCheck.ofBackend("contract/" + label, Optional.empty(), Set.of(), body);
  }

  private static void version(BackendHarness harness) {
    SpecVersion wanted = harness.backend().descriptor().specVersion();
    if (!SpecVersion.CURRENT.accepts(wanted)) {
      throw new CheckFailedException(
          "the backend wants version " + wanted + ", this is " + SpecVersion.CURRENT);
    }
  }

  /** Remembers how the last request was refused, if it was. */
  private static final class Listening implements Backend {

    private final Backend backend;
    private Optional<UnitOutcome.Declined> declined = Optional.empty();

    Listening(Backend backend) {
      this.backend = backend;
    }

    @Override
    public BackendDescriptor descriptor() {
      return backend.descriptor();
    }

    @Override
    public UnitOutcome compile(UnitRequest request) {
      UnitOutcome outcome = backend.compile(request);
      declined =
          outcome instanceof UnitOutcome.Declined refusal
                  && refusal.reason() == DeclineReason.UNSUPPORTED
              ? Optional.of(refusal)
              : Optional.empty();
      return outcome;
    }
  }

  /**
   * A backend that says that it covers an opcode must not decline each function with it for want of
   * code.
   */
  private static void covered(BackendHarness harness) {
    Map<Opcode, String> refusals = new TreeMap<>();
    Set<Opcode> compiled = EnumSet.noneOf(Opcode.class);
    Set<Opcode> claimed = harness.opcodes();
    Listening listening = new Listening(harness.backend());
    BackendHarness trials = new BackendHarness(listening, BackendHarness.Mode.TYPED);
    for (VectorFile.Vector vector : VectorFile.all()) {
      if (!compiled.contains(vector.opcode())
          && !vector.cases().isEmpty()
          && claimed.containsAll(VectorChecks.opcodes(vector.shape()))) {
        Harness.Program program = trials.open(vector.given());
        program.run(vector.trial(vector.cases().getFirst(), program));
        if (listening.declined.isEmpty()) {
          compiled.add(vector.opcode());
        } else {
          refusals.put(vector.opcode(), listening.declined.get().detail());
        }
      }
    }
    refusals.keySet().removeAll(compiled);
    harness.served(trials);
    if (!refusals.isEmpty()) {
      throw new CheckFailedException(
          "the descriptor claims to cover what does not compile: "
              + String.join(
                  ", ",
                  refusals.entrySet().stream()
                      .map(e -> e.getKey().mnemonic() + " (" + e.getValue() + ")")
                      .toList()));
    }
  }
}
