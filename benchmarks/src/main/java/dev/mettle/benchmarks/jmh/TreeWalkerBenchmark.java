package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.TreeWalked;
import dev.mettle.ir.atom.Atom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Expressions on the tree-walker. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TreeWalkerBenchmark {

  /** An engine that knows the expression. */
  public static class Walked extends ExpressionState {
    private @Nullable TreeWalked walked;

    /** For JMH. */
    public Walked() {}

    /** Makes the engine. */
    @Setup
    public void setUp() {
      walked = TreeWalked.of(draw());
    }

    TreeWalked walked() {
      return Objects.requireNonNull(walked);
    }
  }

  /** For JMH. */
  public TreeWalkerBenchmark() {}

  /** One evaluation. */
  @Benchmark
  public Atom run(Walked state) {
    return state.walked().call(state.next());
  }
}
