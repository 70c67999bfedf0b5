package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.conformance.check.AlternativeChecks;
import dev.mettle.conformance.check.BranchChecks;
import dev.mettle.conformance.check.ConstantChecks;
import dev.mettle.conformance.check.ContractChecks;
import dev.mettle.conformance.check.MatrixChecks;
import dev.mettle.conformance.check.MixedExecutionChecks;
import dev.mettle.conformance.check.ProgramChecks;
import dev.mettle.conformance.check.SizeChecks;
import dev.mettle.conformance.check.SpaceChecks;
import dev.mettle.conformance.check.VectorChecks;
import dev.mettle.conformance.check.WholeProgramChecks;
import dev.mettle.conformance.emitter.EmitterChecks;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckQueue;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.report.Circumstances;
import dev.mettle.conformance.report.Report;
import dev.mettle.conformance.unit.UnitChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Proves a backend right, or wrong. This is the whole kit without JUnit; {@link BackendConformance}
 * wraps it for tests.
 *
 * @since 1.0
 */
public final class Conformance {

  private Conformance() {}

  /** The checks that were chosen, in order: from single opcodes to whole programs. */
  public static List<Check> checks(ConformanceOptions options) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(ContractChecks.all());
    checks.addAll(EmitterChecks.all());
    checks.addAll(UnitChecks.all());
    checks.addAll(VectorChecks.all());
    checks.addAll(MatrixChecks.all());
    checks.addAll(ConstantChecks.all());
    checks.addAll(BranchChecks.all());
    checks.addAll(SizeChecks.all());
    checks.addAll(MixedExecutionChecks.all());
    checks.addAll(ProgramChecks.all(options));
    checks.addAll(AlternativeChecks.all());
    checks.addAll(SpaceChecks.all());
    checks.addAll(WholeProgramChecks.all());
    return checks.stream().filter(check -> check.isIn(options.selection())).toList();
  }

  /** The checks that were chosen, without those that are about backends of another kind. */
  public static List<Check> checks(Backend backend, ConformanceOptions options) {
    return checks(options).stream().filter(check -> check.concerns(backend)).toList();
  }

  /** The checks that any engine can be held against, not only compiled code. */
  public static List<EngineCheck> engineChecks() {
    return checks(ConformanceOptions.DEFAULT).stream()
        .filter(EngineCheck.class::isInstance)
        .map(EngineCheck.class::cast)
        .filter(check -> check.subject() == EngineCheck.Subject.ENGINE)
        .toList();
  }

  /** Runs all checks. */
  public static Report run(Backend backend) {
    return run(backend, ConformanceOptions.DEFAULT, result -> {});
  }

  /**
   * Runs all checks, two at a time if there are so many processors.
   *
   * @param progress hears of each result at once, from one thread at a time
   */
  public static Report run(
      Backend backend, ConformanceOptions options, Consumer<CheckResult> progress) {
    Instant began = Instant.now();
    List<CheckResult> results;
    try (CheckQueue queue =
        CheckQueue.start(
            checks(backend, options), backend, options, CheckQueue.threads(), progress)) {
      results = queue.results();
    }
    return new Report(descriptor(backend), results, Circumstances.since(began, options));
  }

  private static BackendDescriptor descriptor(Backend backend) {
    try {
      return backend.descriptor();
    } catch (RuntimeException | LinkageError e) {
      // The contract check has reported it; the report still needs a name.
      return new BackendDescriptor("undescribed", "?", SpecVersion.CURRENT, Set.of(), 0);
    }
  }
}
