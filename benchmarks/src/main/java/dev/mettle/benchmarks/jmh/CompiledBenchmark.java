package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.DrivenExpression;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.TierOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Expressions compiled by a backend. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompiledBenchmark {

  /** The expression in an engine that compiles before it runs. */
  public static class Compiled extends ExpressionState {
    /** The backend. */
    @Param({"bytebuddy", "javassist"})
    public String backend = "javassist";

    private @Nullable DrivenExpression driven;

    /** For JMH. */
    public Compiled() {}

    /** Makes the engine. */
    @Setup
    public void setUp() {
      DrivenExpression made =
          DrivenExpression.on(draw(), TierOptions.COMPILE_EVERYTHING.withBackend(backend));
      var _ = made.once();
      if (!made.isCompiled()) {
        throw new IllegalStateException(backend + " declines it");
      }
      driven = made;
    }

    Atom run() {
      return Objects.requireNonNull(driven).turns();
    }

    Atom generateAndRun() {
      DrivenExpression fresh = Objects.requireNonNull(driven);
      fresh.renew();
      return fresh.turns();
    }
  }

  /** For JMH. */
  public CompiledBenchmark() {}

  /** One turn of a loop that calls the function. */
  @Benchmark
  @OperationsPerInvocation(DrivenExpression.TURNS)
  public Atom run(Compiled state) {
    return state.run();
  }
}
