package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.asking;
import static dev.mettle.conformance.FaultyBackend.classFile;
import static dev.mettle.conformance.FaultyBackend.compiling;
import static dev.mettle.conformance.FaultyBackend.data;
import static dev.mettle.conformance.FaultyBackend.entries;
import static dev.mettle.conformance.FaultyBackend.giving;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static dev.mettle.conformance.FaultyBackend.right;
import static dev.mettle.conformance.FaultyBackend.text;

import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitOutcome.Compiled;
import dev.mettle.backend.spi.UnitOutcome.Entry;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Faults of what surrounds the code. */
final class CompilerFaults {

  /** What one of the faults never lets go. */
  static final ConcurrentLinkedDeque<byte[]> KEPT = new ConcurrentLinkedDeque<>();

  private CompilerFaults() {}

  static List<Fault> compilers() {
    return List.of(
        new Fault(
            "compile throws at the second call",
            () -> {
              AtomicInteger calls = new AtomicInteger();
              return compiling(
                  r -> {
                    if (calls.incrementAndGet() == 2) {
                      throw new IllegalStateException("used up");
                    }
                    return right(r);
                  });
            },
            "unit/contract/compiling again gives the same",
            "used up"),
        new Fault(
            "compile never returns at the second call",
            () -> {
              AtomicInteger calls = new AtomicInteger();
              return compiling(
                  r -> {
                    while (calls.get() == 1 && !Thread.currentThread().isInterrupted()) {
                      LockSupport.parkNanos(1_000_000);
                    }
                    calls.incrementAndGet();
                    return right(r);
                  });
            },
            "unit/contract/compiling again gives the same",
            "did not end within"),
        new Fault(
            "a cache remembers functions by their names",
            () -> {
              ConcurrentHashMap<String, UnitOutcome> cache = new ConcurrentHashMap<>();
              return compiling(
                  r ->
                      cache.computeIfAbsent(
                          r.functions().getFirst().function().name() + r.wanted(), k -> right(r)));
            },
            "unit/contract/requests are not mixed up",
            "gives what its code says"),
        new Fault(
            "threads share what is being compiled",
            () -> {
              AtomicReference<UnitRequest> shared = new AtomicReference<>();
              return compiling(
                  r -> {
                    shared.set(r);
                    for (int i = 0; i < 20_000; i++) {
                      Thread.onSpinWait();
                    }
                    return right(shared.get());
                  });
            },
            "unit/contract/threads compile at once",
            ""),
        fault(
            "there is no outcome",
            compiling(r -> nothing()),
            "unit/contract/compiling again gives the same",
            "throws"),
        fault(
            "entries are in another order",
            giving(
                c ->
                    new Compiled(
                        c.classFile(), c.entries().reversed(), c.resumes(), c.classData())),
            "unit/contract/the wanted version comes first",
            "the first entry"),
        fault(
            "another version than the wanted one",
            asking(
                r ->
                    new UnitRequest(
                        r.className(),
                        r.functions(),
                        new Version(
                            0,
                            Collections.nCopies(r.wanted().lanes().size(), Lane.REFERENCE),
                            Optional.empty()),
                        r.guesses(),
                        r.limits())),
            "unit/contract/the wanted version comes first",
            "the first entry"),
        fault(
            "classes have a name of their own",
            asking(
                r ->
                    new UnitRequest(
                        ClassDesc.of(r.className().packageName(), "Mine"),
                        r.functions(),
                        r.wanted(),
                        r.guesses(),
                        r.limits())),
            "unit/contract/classes have their names",
            "Mine"),
        fault(
            "limits are not looked at",
            asking(
                r ->
                    new UnitRequest(
                        r.className(),
                        r.functions(),
                        r.wanted(),
                        r.guesses(),
                        CompileLimits.DEFAULT)),
            "unit/contract/methods keep their limit",
            "256"),
        fault(
            "lines are one off",
            replacing(LineNumber.class, l -> true, (code, l) -> code.lineNumber(l.line() + 1)),
            "unit/contract/lines are those of the source",
            "8, 301"),
        fault(
            "lines are cut to 8 bits",
            replacing(LineNumber.class, l -> true, (code, l) -> code.lineNumber(l.line() & 0xFF)),
            "unit/contract/lines are those of the source",
            "7, 44"),
        fault(
            "lines are cut to 16 bits",
            text("line 70000", "line 4464"),
            "unit/contract/lines are those of the source",
            "7, 300, 4464"),
        fault(
            "compiling takes seconds",
            compiling(
                r -> {
                  LockSupport.parkNanos(1_000_000_000);
                  return right(r);
                }),
            "unit/contract/compiling is quick",
            "at most 500 ms"),
        fault(
            "compiling leaves a thread",
            compiling(
                r -> {
                  Thread.ofPlatform()
                      .daemon()
                      .start(() -> LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1)));
                  return right(r);
                }),
            "unit/contract/compiling leaves no thread",
            "no thread behind"),
        fault(
            "compiling takes an interrupt away",
            compiling(
                r -> {
                  Thread.interrupted();
                  return right(r);
                }),
            "unit/contract/compiling stays interrupted",
            "still is"),
        new Fault(
            "it keeps the class files",
            () ->
                classFile(
                    bytes -> {
                      KEPT.add(bytes);
                      return bytes;
                    }),
            "unit/contract/nothing keeps a class",
            "they are still there"),
        fault(
            "lines are left out",
            replacing(LineNumber.class, l -> true, (code, l) -> {}),
            "unit/contract/lines are those of the source",
            "got:      []"),
        fault(
            "class files are cut off",
            classFile(bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
            "unit/contract/compiling again gives the same",
            "ClassFormatError"),
        fault(
            "class data is lost",
            data(d -> List.of()),
            "unit/contract/compiling again gives the same",
            "ExceptionInInitializerError"),
        fault(
            "entries name no method",
            entries(e -> new Entry(e.version(), e.result(), e.resumable(), "x" + e.method())),
            "unit/contract/compiling again gives the same",
            "NoSuchMethod"));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
