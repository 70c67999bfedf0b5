package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.unit.UnitCheck;
import dev.mettle.conformance.unit.UnitChecks;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a backend for units fails the check that is meant for it, with a message. */
class UnitFaultsTest {

  private static final Map<String, UnitCheck> CHECKS =
      UnitChecks.all().stream().collect(Collectors.toMap(UnitCheck::id, Function.identity()));

  /** Long enough for a loaded machine; one of the faults never returns. */
  private static final ConformanceOptions OPTIONS =
      ConformanceOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(5));

  static List<UnitFaults.Fault> faults() {
    return UnitFaults.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultFailsItsCheck(UnitFaults.Fault fault) {
    UnitCheck check = CHECKS.get(fault.check());
    assertTrue(check != null, () -> "there is no check " + fault.check());
    CheckResult result = check.run(fault.backend().get(), OPTIONS);
    assertEquals(Status.FAILED, result.status(), () -> fault.name() + ": " + result.message());
    assertTrue(result.message().contains(fault.word()), result.message());
  }

  @Test
  void thereAreManyFaultsWithNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    UnitFaults.all().forEach(fault -> names.add(fault.name()));
    assertEquals(UnitFaults.all().size(), names.size());
    assertTrue(names.size() >= 90, () -> names.size() + " faults");
  }
}
