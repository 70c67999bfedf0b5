package dev.mettle.mutation;

import dev.mettle.backend.bytebuddy.ByteBuddyBackend;
import dev.mettle.backend.javassist.JavassistBackend;
import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Conformance;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Status;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * The kit in a form for PIT: one method for each kind of check, which ends at the first failure.
 */
class KitTest {

  private static final ConformanceOptions OPTIONS =
      ConformanceOptions.DEFAULT.withPrograms(1, 20).withTimeLimit(Duration.ofSeconds(10));

  @Test
  void vectors() {
    all("vector/", new JavassistBackend());
  }

  @Test
  void vectorsOfTheOtherEmitter() {
    all("vector/", new ByteBuddyBackend());
  }

  @Test
  void matrices() {
    all("matrix/", new JavassistBackend());
  }

  @Test
  void units() {
    all("unit/", new JavassistBackend());
  }

  @Test
  void unitsOfTheOtherEmitter() {
    all("unit/", new ByteBuddyBackend());
  }

  @Test
  void everythingElse() {
    for (Check check : Conformance.checks(OPTIONS)) {
      if (!check.id().startsWith("vector/")
          && !check.id().startsWith("matrix/")
          && !check.id().startsWith("unit/")) {
        one(check, new JavassistBackend());
      }
    }
  }

  private static void all(String kind, Backend backend) {
    int checks = 0;
    for (Check check : Conformance.checks(OPTIONS)) {
      if (check.id().startsWith(kind)) {
        one(check, backend);
        checks++;
      }
    }
    Assertions.assertTrue(checks > 0, kind);
  }

  private static void one(Check check, Backend backend) {
    CheckResult result = check.run(backend, OPTIONS);
    if (result.status() == Status.FAILED) {
      Assertions.fail(check.id() + ": " + result.message());
    }
  }
}
