package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.CompiledLoop;
import dev.mettle.benchmarks.subject.LoopKind;
import dev.mettle.ir.atom.Atom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Compiled loops, for the profiler that counts what they allocate. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AllocationBenchmark {

  /** A loop, compiled. */
  @State(Scope.Thread)
  public static class Loop {
    /** The loop. */
    @Param({"INTEGER", "FLOAT", "DEEP"})
    public LoopKind loop = LoopKind.INTEGER;

    /** The backend. */
    @Param({"bytebuddy", "javassist"})
    public String backend = "javassist";

    /** How many turns a run has; the difference of two of them leaves the call itself out. */
    @Param({"100000", "1100000"})
    public int turns = 100_000;

    private @Nullable CompiledLoop compiled;

    /** For JMH. */
    public Loop() {}

    /** Compiles it. */
    @Setup
    public void setUp() {
      compiled = new CompiledLoop(loop, backend);
    }

    Atom run() {
      return Objects.requireNonNull(compiled).run(turns);
    }
  }

  /** For JMH. */
  public AllocationBenchmark() {}

  /** All turns of a run. */
  @Benchmark
  public Atom run(Loop state) {
    return state.run();
  }
}
