package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a backend fails the check that is meant for it, with a message. */
class FaultsTest {

  private static final Map<String, Check> CHECKS =
      Conformance.checks(ConformanceOptions.DEFAULT).stream()
          .collect(Collectors.toMap(Check::id, Function.identity()));

  /** What a backend that never returns says; only its checks are waited for in vain. */
  private static final String NO_END = "did not end within";

  private static final ConformanceOptions SHORT =
      ConformanceOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(5));

  /** Long enough for a loaded machine. */
  private static final ConformanceOptions LONG =
      ConformanceOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(60));

  static List<Faults.Fault> faults() {
    return Faults.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultFailsItsCheck(Faults.Fault fault) {
    Check check = CHECKS.get(fault.check());
    assertTrue(check != null, () -> "there is no check " + fault.check());
    CheckResult result =
        check.run(fault.backend().get(), fault.word().equals(NO_END) ? SHORT : LONG);
    assertEquals(Status.FAILED, result.status(), () -> fault.name() + ": " + result.message());
    assertTrue(result.message().contains(fault.word()), result.message());
  }

  @Test
  void thereAreManyFaultsWithNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    Faults.all().forEach(fault -> names.add(fault.name()));
    assertEquals(Faults.all().size(), names.size());
    assertTrue(names.size() >= 180, () -> names.size() + " faults");
  }

  /** Counted by checks, so that two faults that one check finds count once. */
  @Test
  void eachStageHasFaults() {
    Map<Integer, Set<String>> found = new TreeMap<>();
    for (Faults.Fault fault : Faults.all()) {
      Check check = Objects.requireNonNull(CHECKS.get(fault.check()));
      found.computeIfAbsent(check.stage(), stage -> new HashSet<>()).add(check.id());
    }
    for (int stage = 0; stage <= 6; stage++) {
      Set<String> checks = found.getOrDefault(stage, Set.of());
      assertTrue(checks.size() >= 5, "stage " + stage + ": only " + checks);
    }
    assertTrue(found.values().stream().mapToInt(Set::size).sum() >= 100, found::toString);
  }
}
