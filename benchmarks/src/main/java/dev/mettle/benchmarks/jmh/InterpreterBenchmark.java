package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.interp.DecodedFunction;
import dev.mettle.vm.interp.Interpreter;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Expressions in the interpreter of the IR. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InterpreterBenchmark {

  /** An interpreter and the expression in every form. */
  public static class Interpreted extends ExpressionState {
    private final Interpreter interpreter = new Interpreter();
    private Workload.@Nullable Source source;
    private @Nullable DecodedFunction function;

    /** For JMH. */
    public Interpreted() {}

    /** Lowers the expression. */
    @Setup
    public void setUp() {
      source = draw().source();
      function = Workload.decode(source.lower());
    }

    Workload.Source source() {
      return Objects.requireNonNull(source);
    }

    Atom run() {
      return interpreter.run(Objects.requireNonNull(function), next());
    }

    Atom compileAndRun() {
      return interpreter.run(Workload.decode(source().lower()), next());
    }
  }

  /** For JMH. */
  public InterpreterBenchmark() {}

  /** One run of code that is there. */
  @Benchmark
  public Atom run(Interpreted state) {
    return state.run();
  }

  /** Lowering, decoding and one run. */
  @Benchmark
  public Atom compileAndRun(Interpreted state) {
    return state.compileAndRun();
  }
}
