package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.FunctionCompiler;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TierOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Expressions compiled by a backend. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompiledBenchmark {

  /** The expression as a backend compiled it. */
  public static class Compiled extends ExpressionState {
    /** The backend. */
    @Param({"bytebuddy", "javassist"})
    public String backend = "javassist";

    private final TierContext context = new TierContext();
    private @Nullable CompiledCode code;

    /** For JMH. */
    public Compiled() {}

    /** Compiles the expression. */
    @Setup
    public void setUp() {
      Workload workload = draw();
      code =
          Workload.compile(
              new FunctionCompiler(TierOptions.DEFAULT),
              Backends.named(backend),
              workload.source().lower(),
              workload.profile());
    }

    Atom run() throws Throwable {
      return Objects.requireNonNull(code).invoke(context, next());
    }
  }

  /** For JMH. */
  public CompiledBenchmark() {}

  /** One run. */
  @Benchmark
  public Atom run(Compiled state) throws Throwable {
    return state.run();
  }
}
