package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.PrintedExpression;
import dev.mettle.ir.atom.Atom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Expressions as Java source that the build prints. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PrintedJavaBenchmark {

  /** The expression as javac compiled it. */
  public static class Printed extends ExpressionState {
    private @Nullable PrintedExpression expression;

    /** For JMH. */
    public Printed() {}

    /** Finds the class. */
    @Setup
    public void setUp() {
      expression = draw().printed();
    }

    PrintedExpression expression() {
      return Objects.requireNonNull(expression);
    }
  }

  /** For JMH. */
  public PrintedJavaBenchmark() {}

  /** One run. */
  @Benchmark
  public Atom run(Printed state) {
    return state.expression().call(state.next());
  }
}
