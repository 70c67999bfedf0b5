package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.classFile;
import static dev.mettle.conformance.FaultyBackend.compiling;
import static dev.mettle.conformance.FaultyBackend.right;
import static dev.mettle.conformance.FaultyBackend.text;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.conformance.Faults.Fault;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults that show in an engine: in programs, and in what a backend says of itself. */
final class EngineFaults {

  private EngineFaults() {}

  static List<Fault> programs() {
    return List.of(
        fault(
            "differences have their operands exchanged",
            calls("subtractExact", (code, call) -> code.dup2_x2().pop2().with(call)),
            "vector/sub/small",
            "expected -1 but compiled code gave 1"),
        fault(
            "floor division rounds towards zero",
            text("  floor_div\\n", "  div\n"),
            "vector/floor_div/negative",
            "expected -4 but compiled code gave -3"),
        fault(
            "compiling a product throws",
            compiling(
                r -> {
                  if (uses(r, Opcode.MUL)) {
                    throw new IndexOutOfBoundsException("Index 2 out of bounds for length 2");
                  }
                  return right(r);
                }),
            "vector/mul/small",
            "Index 2 out of bounds for length 2"),
        fault(
            "three bytes are the class",
            classFile(bytes -> new byte[] {1, 2, 3}),
            "vector/add/small",
            "the JVM rejects its class"));
  }

  private static boolean uses(UnitRequest request, Opcode opcode) {
    return request.functions().stream()
        .anyMatch(f -> f.function().code().stream().anyMatch(i -> i.opcode() == opcode));
  }

  private static Backend described(BackendDescriptor descriptor) {
    return new ClassFileBackend() {
      @Override
      public BackendDescriptor descriptor() {
        return descriptor;
      }
    };
  }

  static List<Fault> contracts() {
    BackendDescriptor d = ClassFileBackend.DESCRIPTOR;
    return List.of(
        fault("powers are claimed and declined", liesAboutPowers(), COVERED, "pow (powers come"),
        fault(
            "a stage is claimed that is not there",
            compiling(
                r ->
                    r.functions().stream()
                            .anyMatch(
                                f ->
                                    f.function().code().stream()
                                        .anyMatch(i -> i.opcode().stage() == 4))
                        ? new UnitOutcome.Declined(
                            DeclineReason.UNSUPPORTED, Optional.of(Opcode.FORK), "stage 4 comes")
                        : right(r)),
            COVERED,
            "fork (stage 4 comes)"),
        new Fault(
            "the descriptor changes",
            () -> {
              AtomicInteger count = new AtomicInteger();
              return new ClassFileBackend() {
                @Override
                public BackendDescriptor descriptor() {
                  return new BackendDescriptor(
                      d.id(), "1." + count.incrementAndGet(), d.specVersion(), d.opcodes(), 1);
                }
              };
            },
            "unit/contract/the descriptor stays",
            "descriptor() always gives the same"),
        fault(
            "it is from the future",
            described(
                new BackendDescriptor(d.id(), d.version(), new SpecVersion(9, 0), d.opcodes(), 1)),
            "contract/the spec version is ours",
            "the backend wants version 9.0, this is " + SpecVersion.CURRENT),
        fault(
            "results are unboxed and the descriptor says that there are no lanes",
            described(
                new BackendDescriptor(
                    d.id(), d.version(), d.specVersion(), d.opcodes(), Set.of(), 1)),
            "unit/contract/results come in the lanes of the descriptor",
            "gives one in LONG, and the descriptor names []"),
        fault(
            "one lane is not said",
            described(
                new BackendDescriptor(
                    d.id(),
                    d.version(),
                    d.specVersion(),
                    d.opcodes(),
                    Set.of(Lane.LONG, Lane.DOUBLE),
                    1)),
            "unit/contract/results come in the lanes of the descriptor",
            "gives one in BOOLEAN"),
        new Fault(
            "it keeps the requests",
            () -> {
              ConcurrentLinkedDeque<UnitRequest> kept = new ConcurrentLinkedDeque<>();
              return compiling(
                  r -> {
                    kept.add(r);
                    return right(kept.getLast());
                  });
            },
            "unit/contract/nothing keeps a class",
            "they are still there"),
        fault(
            "classes name no source",
            text("\n +source [^\n]*", ""),
            "unit/contract/classes name their source",
            "nothing"));
  }

  private static final String COVERED = "contract/every covered opcode compiles";

  /** Claims to cover powers, and declines them. */
  static Backend liesAboutPowers() {
    return compiling(
        r ->
            uses(r, Opcode.POW)
                ? new UnitOutcome.Declined(
                    DeclineReason.UNSUPPORTED, Optional.of(Opcode.POW), "powers come later")
                : right(r));
  }
}
