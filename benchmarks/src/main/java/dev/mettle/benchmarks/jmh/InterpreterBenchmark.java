package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.DrivenExpression;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Expressions in the virtual machine. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InterpreterBenchmark {

  /** The expression in an engine that compiles nothing. */
  public static class Interpreted extends ExpressionState {
    private @Nullable DrivenExpression driven;

    /** For JMH. */
    public Interpreted() {}

    /** Makes the engine. */
    @Setup
    public void setUp() {
      driven = DrivenExpression.on(draw(), TierOptions.DEFAULT.withTier(Tier.VM));
    }

    Atom run() {
      return Objects.requireNonNull(driven).turns();
    }

    Atom compileAndRun() {
      DrivenExpression fresh = Objects.requireNonNull(driven);
      fresh.renew();
      return fresh.once();
    }
  }

  /** For JMH. */
  public InterpreterBenchmark() {}

  /** One turn of a loop that calls the function. */
  @Benchmark
  @OperationsPerInvocation(DrivenExpression.TURNS)
  public Atom run(Interpreted state) {
    return state.run();
  }

  /** A rule that is added, lowered, decoded and called once. */
  @Benchmark
  public Atom compileAndRun(Interpreted state) {
    return state.compileAndRun();
  }
}
