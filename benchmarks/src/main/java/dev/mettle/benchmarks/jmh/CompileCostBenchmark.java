package dev.mettle.benchmarks.jmh;

import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.engine.Engine;
import dev.mettle.engine.ProgramLowering;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitCompiler;
import dev.mettle.vm.tier.UnitVerdict;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What it costs to make code, once the compiler itself is warm. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompileCostBenchmark {

  /** The expression as a program of one function. */
  public static class Lowered extends ExpressionState {
    private @Nullable Workload workload;
    private @Nullable UnitRequest request;

    /** For JMH. */
    public Lowered() {}

    /** Lowers the expression. */
    @Setup
    public void setUp() {
      workload = draw();
      request = lower().units().getFirst().request().orElseThrow();
    }

    ProgramLowering lower() {
      return Engine.create().lower(Objects.requireNonNull(workload).program());
    }

    UnitRequest request() {
      return Objects.requireNonNull(request);
    }
  }

  /** The same, with a backend. */
  public static class ForBackend extends Lowered {
    /** The backend. */
    @Param({"bytebuddy", "javassist"})
    public String backend = "javassist";

    private final UnitCompiler compiler = new UnitCompiler(TierOptions.DEFAULT);
    private @Nullable AvailableBackend available;

    /** For JMH. */
    public ForBackend() {}

    /** Finds the backend. */
    @Setup
    public void find() {
      available = Backends.named(backend);
    }

    UnitVerdict.Installed generate() {
      UnitVerdict verdict = compiler.compile(() -> Optional.ofNullable(available), request());
      if (verdict instanceof UnitVerdict.Installed installed) {
        return installed;
      }
      throw new IllegalStateException(verdict.describe());
    }
  }

  /** For JMH. */
  public CompileCostBenchmark() {}

  /** From text to verified code and a request, in a new engine. */
  @Benchmark
  public ProgramLowering lower(Lowered state) {
    return state.lower();
  }

  /** From verified code to a class that is defined and initialised. */
  @Benchmark
  public UnitVerdict.Installed generate(ForBackend state) {
    return state.generate();
  }
}
