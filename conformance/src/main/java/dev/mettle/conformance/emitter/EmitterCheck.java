package dev.mettle.conformance.emitter;

import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.CheckRun;
import dev.mettle.conformance.kit.ClassRecorder;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Runs;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;

/** Methods that an emitter writes down, which have to give what their instructions say. */
record EmitterCheck(String id, List<Sample> samples) implements Check {

  @Override
  public Optional<Opcode> opcode() {
    return Optional.empty();
  }

  @Override
  public int stage() {
    return 0;
  }

  @Override
  public boolean concerns(Backend backend) {
    return backend instanceof JvmBackend;
  }

  @Override
  public CheckResult run(Backend backend, ConformanceOptions options) {
    return CheckRun.ofBackend(this, backend, options, Emitting::new, this::give);
  }

  private void give(Emitting emitting) {
    for (Sample sample : samples) {
      String got = emitting.run(sample);
      if (!got.equals(sample.expected())) {
        throw CheckFailedException.of(
            "an emitter writes the instructions that it is given",
            "%s:%n%s".formatted(sample.label(), sample.listing()),
            sample.expected(),
            got);
      }
    }
  }

  /** Emits samples, one class each, and runs them. */
  private static final class Emitting implements CheckRun.Counting {

    private final ClassRecorder recorder;
    private Runs runs = Runs.NONE;

    Emitting(ClassRecorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public Runs runs() {
      return runs;
    }

    // What the JVM rejects, and what an emitter throws, is what came of the sample.
    @SuppressWarnings("CatchThrowable")
    String run(Sample sample) {
      try {
        byte[] bytes = ((JvmBackend) recorder.backend()).classFileOf(sample.type());
        recorder.remember(sample.label(), bytes);
        String got = sample.call(bytes);
        runs = runs.andTyped();
        return got;
      } catch (Throwable t) {
        return t.toString();
      }
    }
  }
}
