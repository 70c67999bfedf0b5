package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.subject.DrivenExpression;
import dev.mettle.ir.atom.Atom;
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
  public static final int RUNS = DrivenExpression.TURNS;

  /** For JMH. */
  public RepeatedRunsBenchmark() {}

  /** On the tree-walker. */
  @Benchmark
  public void treeWalker(TreeWalkerBenchmark.Walked state, Blackhole sink) {
    for (int i = 0; i < RUNS; i++) {
      sink.consume(state.walked().call(state.next()));
    }
  }

  /** In the virtual machine, each time as a new rule. */
  @Benchmark
  public void interpreterRecompiled(InterpreterBenchmark.Interpreted state, Blackhole sink) {
    for (int i = 0; i < RUNS; i++) {
      sink.consume(state.compileAndRun());
    }
  }

  /** In the virtual machine. */
  @Benchmark
  public Atom interpreter(InterpreterBenchmark.Interpreted state) {
    return state.run();
  }

  /** Compiled code that HotSpot has compiled as well. */
  @Benchmark
  public Atom compiled(CompiledBenchmark.Compiled state) {
    return state.run();
  }

  /** A new rule, whose class is generated first, and which HotSpot has never seen. */
  @Benchmark
  public Atom compiledWithGeneration(CompiledBenchmark.Compiled state) {
    return state.generateAndRun();
  }
}
