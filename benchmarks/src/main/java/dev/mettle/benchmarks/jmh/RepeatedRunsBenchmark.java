package dev.mettle.benchmarks.jmh;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.TierContext;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** The same expression a thousand times; times are those of all thousand runs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RepeatedRunsBenchmark {

  /** How many runs one measurement has. */
  public static final int RUNS = 1_000;

  /** For JMH. */
  public RepeatedRunsBenchmark() {}

  /** On the tree-walker. */
  @Benchmark
  public void treeWalker(TreeWalkerBenchmark.Walked state, Blackhole sink) {
    for (int i = 0; i < RUNS; i++) {
      sink.consume(state.walked().call(state.next()));
    }
  }

  /** In the interpreter, lowered anew for each run. */
  @Benchmark
  public void interpreterRecompiled(InterpreterBenchmark.Interpreted state, Blackhole sink) {
    for (int i = 0; i < RUNS; i++) {
      sink.consume(state.compileAndRun());
    }
  }

  /** In the interpreter. */
  @Benchmark
  public void interpreter(InterpreterBenchmark.Interpreted state, Blackhole sink) {
    for (int i = 0; i < RUNS; i++) {
      sink.consume(state.run());
    }
  }

  /** Compiled code that HotSpot has compiled as well. */
  @Benchmark
  public void compiled(CompiledBenchmark.Compiled state, Blackhole sink) throws Throwable {
    for (int i = 0; i < RUNS; i++) {
      sink.consume(state.run());
    }
  }

  /** A class that is generated first, and that HotSpot has never seen. */
  @Benchmark
  public Atom compiledWithGeneration(CompileCostBenchmark.ForBackend state, Blackhole sink)
      throws Throwable {
    CompiledCode code = state.generate();
    TierContext context = new TierContext();
    Atom last = code.invoke(context, state.next());
    for (int i = 1; i < RUNS; i++) {
      sink.consume(last);
      last = code.invoke(context, state.next());
    }
    return last;
  }
}
