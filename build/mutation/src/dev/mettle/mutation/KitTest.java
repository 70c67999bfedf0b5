package dev.mettle.mutation;

import dev.mettle.backend.bytebuddy.ByteBuddyBackend;
import dev.mettle.backend.javassist.JavassistBackend;
import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Conformance;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.MachineHarness;
import dev.mettle.conformance.kit.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The kit in a form for PIT: a test for each subject of each kind of check, that ends at the first
 * failure. PIT runs those that reach the mutant, the quickest first, and ends at the first failure
 * too. Byte Buddy's emitter is held against the checks that run without an engine and against the
 * vectors; what remains is about code that both emitters are given alike.
 */
class KitTest {

  private static final ConformanceOptions OPTIONS =
      ConformanceOptions.DEFAULT.withPrograms(1, 20).withTimeLimit(Duration.ofMinutes(2));

  /** What is run on Byte Buddy, too. */
  private static final List<String> OF_BOTH = List.of("emitter/", "unit/", "vector/");

  private static final List<DynamicTest> TESTS = tests();

  @TestFactory
  Stream<DynamicTest> kit() {
    return TESTS.stream();
  }

  private static List<DynamicTest> tests() {
    Map<String, List<Runnable>> subjects = new LinkedHashMap<>();
    for (Check check : Conformance.checks(OPTIONS)) {
      on(new JavassistBackend(), check, subjects);
      if (OF_BOTH.stream().anyMatch(check.id()::startsWith)) {
        on(new ByteBuddyBackend(), check, subjects);
      }
    }
    for (EngineCheck check : Conformance.engineChecks()) {
      in("machine", check, subjects, it -> check.run(new MachineHarness(), OPTIONS));
    }
    return subjects.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> e.getValue().forEach(Runnable::run)))
        .toList();
  }

  private static void on(Backend backend, Check check, Map<String, List<Runnable>> subjects) {
    in(backend.descriptor().id(), check, subjects, it -> it.run(backend, OPTIONS));
  }

  private static void in(
      String engine,
      Check check,
      Map<String, List<Runnable>> subjects,
      Function<Check, CheckResult> run) {
    String[] name = check.id().split("/", 3);
    String subject = engine + " " + name[0] + " " + name[1];
    subjects
        .computeIfAbsent(subject, it -> new ArrayList<>())
        .add(
            () -> {
              Watch.begin();
              CheckResult result = run.apply(check);
              if (result.status() == Status.FAILED) {
                Assertions.fail(check.id() + ": " + result.message());
              }
            });
  }
}
