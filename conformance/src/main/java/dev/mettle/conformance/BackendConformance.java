package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckQueue;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Selection;
import dev.mettle.conformance.kit.Skip;
import dev.mettle.conformance.report.Circumstances;
import dev.mettle.conformance.report.Report;
import dev.mettle.conformance.report.TextReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The test class that the author of a backend extends:
 *
 * <pre>{@code
 * class MyBackendConformanceTest extends BackendConformance {
 *   @Override protected Backend backend() { return new MyBackend(); }
 * }
 * }</pre>
 *
 * <p>Each check is a test of its own. What the backend leaves out on purpose goes into {@link
 * #skips}, with the reason.
 *
 * @since 1.0
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendConformance {

  private final List<CheckResult> results = Collections.synchronizedList(new ArrayList<>());
  private Instant began = Instant.EPOCH;
  private @Nullable CheckQueue queue;

  /** For subclasses. */
  protected BackendConformance() {}

  /** The backend to check. */
  protected abstract Backend backend();

  /** The checks to leave out; none unless overridden. */
  protected List<Skip> skips() {
    return List.of();
  }

  /** Up to this stage a check that no compiled code served has failed; 0 for none. */
  protected int requiredStage() {
    return 0;
  }

  /** How much to check: all, or what the system property {@code mettle.checks} names. */
  protected ConformanceOptions options() {
    return ConformanceOptions.DEFAULT
        .withSkips(skips())
        .withSelection(Selection.named(System.getProperty("mettle.checks", "")));
  }

  /** How many checks run at once; one for a backend that one thread at a time may ask. */
  protected int threads() {
    return CheckQueue.threads();
  }

  /** One test for each check, in groups by kind. */
  @TestFactory
  protected Stream<DynamicNode> conformance() {
    began = Instant.now();
    ConformanceOptions options = options();
    Backend backend = backend();
    Map<String, List<DynamicTest>> kinds = new LinkedHashMap<>();
    List<Check> checks = Conformance.checks(backend, options);
    Assertions.assertFalse(checks.isEmpty(), "no check is chosen");
    for (Check check : checks) {
      String kind = check.id().substring(0, check.id().indexOf('/'));
      kinds
          .computeIfAbsent(kind, k -> new ArrayList<>())
          .add(
              DynamicTest.dynamicTest(
                  check.id(), () -> judge(running(checks, backend, options).result(check))));
    }
    return kinds.entrySet().stream()
        .map(entry -> DynamicContainer.dynamicContainer(entry.getKey(), entry.getValue()));
  }

  /** The checks begin to run with the first test, and go on while the tests take their results. */
  private synchronized CheckQueue running(
      List<Check> checks, Backend backend, ConformanceOptions options) {
    CheckQueue known = queue;
    if (known == null) {
      known = CheckQueue.start(checks, backend, options, threads(), result -> {});
      queue = known;
    }
    return known;
  }

  private void judge(CheckResult result) {
    results.add(result);
    switch (result.status()) {
      case PASSED -> {}
      case FAILED -> Assertions.fail(result.message());
      case SKIPPED, NOT_COVERED -> {
        String message = result.status().label() + ": " + result.message();
        if (result.isUncovered(requiredStage())) {
          Assertions.fail(message);
        }
        Assumptions.abort(message);
      }
    }
  }

  /** Says what came of the checks when all tests are done. */
  @AfterAll
  protected void printReport() {
    CheckQueue known = queue;
    if (known != null) {
      known.close();
    }
    Report report =
        new Report(
            backend().descriptor(), List.copyOf(results), Circumstances.since(began, options()));
    System.out.println(TextReport.print(List.of(report)));
  }
}
