package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.compiling;
import static dev.mettle.conformance.FaultyBackend.right;

import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.UnitOutcome.Declined;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.conformance.Faults.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Faults of backends that do not behave in the process of another. */
final class GuestFaults {

  private GuestFaults() {}

  static List<Fault> guests() {
    return List.of(
        fault(
            "compiling prints",
            compiling(
                r -> {
                  System.out.println("compiled " + r.className());
                  return right(r);
                }),
            "unit/contract/compiling prints nothing",
            "expected: 0 and 0 bytes"),
        fault(
            "compiling renames the thread",
            compiling(
                r -> {
                  Thread.currentThread().setName("mine");
                  return right(r);
                }),
            "unit/contract/compiling leaves its thread as it was",
            "thread mine"),
        fault(
            "compiling sets the class loader of the thread",
            compiling(
                r -> {
                  Thread.currentThread().setContextClassLoader(null);
                  return right(r);
                }),
            "unit/contract/compiling leaves its thread as it was",
            "class loader null"),
        fault(
            "compiling writes numbers as the locale has it",
            compiling(
                r -> {
                  Integer.parseInt("%d".formatted(7).equals("7") ? "7" : "seven");
                  return right(r);
                }),
            "unit/contract/compiling depends on no locale",
            "seven"),
        fault(
            "compiling sets the locale",
            compiling(
                r -> {
                  if (Locale.getDefault().getLanguage().equals("tr")) {
                    Locale.setDefault(Locale.ROOT);
                  }
                  return right(r);
                }),
            "unit/contract/compiling depends on no locale",
            "as it was"),
        new Fault(
            "each third request is declined",
            () -> {
              AtomicInteger requests = new AtomicInteger();
              return compiling(
                  r ->
                      requests.incrementAndGet() % 3 == 0
                          ? new Declined(DeclineReason.NOT_WORTHWHILE, Optional.empty(), "enough")
                          : right(r));
            },
            "unit/contract/what compiles once compiles again",
            "declined: enough"),
        fault(
            "refusals say nothing",
            compiling(
                r ->
                    right(r) instanceof Declined d
                        ? new Declined(d.reason(), d.opcode(), " ")
                        : right(r)),
            "unit/contract/refusals have a reason",
            "a sentence"),
        new Fault(
            "it keeps the last request",
            () -> {
              AtomicReference<UnitRequest> last = new AtomicReference<>();
              return compiling(
                  r -> {
                    last.set(r);
                    return right(r);
                  });
            },
            "unit/contract/nothing keeps a class",
            "they are still there"));
  }
}
