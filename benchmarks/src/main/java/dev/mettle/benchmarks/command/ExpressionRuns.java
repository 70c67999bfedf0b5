package dev.mettle.benchmarks.command;

import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.jmh.Backends;
import dev.mettle.benchmarks.jmh.CompileCostBenchmark;
import dev.mettle.benchmarks.jmh.CompiledBenchmark;
import dev.mettle.benchmarks.jmh.InterpreterBenchmark;
import dev.mettle.benchmarks.jmh.PrintedJavaBenchmark;
import dev.mettle.benchmarks.jmh.RepeatedRunsBenchmark;
import dev.mettle.benchmarks.jmh.TreeWalkerBenchmark;
import dev.mettle.benchmarks.report.Measurement;
import dev.mettle.benchmarks.report.Measurements;
import dev.mettle.benchmarks.report.StagePage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the JMH benchmarks of families. */
final class ExpressionRuns {

  /** JMH uses what the JVM would warn of in each process. */
  static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

  private final Effort effort;
  private final List<Family> families;
  private final List<Integer> depths;

  ExpressionRuns(Effort effort, List<Family> families, List<Integer> depths) {
    this.effort = effort;
    this.families = families;
    this.depths = depths;
  }

  /** Runs everything that a page of a stage shows. */
  void run(Measurements into) throws RunnerException {
    List<String> engines =
        List.of(
            method(InterpreterBenchmark.class, "run"),
            method(CompiledBenchmark.class, "run"),
            method(PrintedJavaBenchmark.class, "run"));
    into.add(run(engines, effort, Operands.INPUTS, depths));
    into.add(run(engines, effort.forConstants(), Operands.CONSTANTS, depths));
    String compileCost = method(CompileCostBenchmark.class, ".*");
    String compileAndRun = method(InterpreterBenchmark.class, "compileAndRun");
    String treeWalker = method(TreeWalkerBenchmark.class, "run");
    Effort large = effort.forLargeCode();
    into.add(run(List.of(compileCost, compileAndRun, treeWalker), large, Operands.INPUTS, depths));
    into.add(run(List.of(compileAndRun, treeWalker), large, Operands.CONSTANTS, depths));
    if (depths.contains(StagePage.DEPTH)) {
      into.add(
          run(
              List.of(method(RepeatedRunsBenchmark.class, ".*")),
              effort,
              Operands.INPUTS,
              List.of(StagePage.DEPTH)));
    }
  }

  /** A pattern of the names of benchmarks. */
  private static String method(Class<?> benchmark, String method) {
    return benchmark.getName().replace(".", "\\.") + "\\." + method + "$";
  }

  private List<Measurement> run(
      List<String> benchmarks, Effort time, Operands operands, List<Integer> atDepths)
      throws RunnerException {
    Announcement.of("%s over %s".formatted(String.join(", ", benchmarks), operands.label()));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(time.forks())
            .warmupIterations(time.warmUps())
            .warmupTime(TimeValue.milliseconds(time.warmUpMillis()))
            .measurementIterations(time.samples())
            .measurementTime(TimeValue.milliseconds(time.sampleMillis()))
            .jvmArgsAppend("-XX:+UseSerialGC", "-Xms256m", QUIET)
            .param("family", families.stream().map(Family::name).toArray(String[]::new))
            .param("depth", atDepths.stream().map(String::valueOf).toArray(String[]::new))
            .param("operands", operands.name())
            .param("backend", Backends.ids().toArray(String[]::new))
            .verbosity(VerboseMode.SILENT)
            // What a backend declines has no row; what goes wrong otherwise is printed.
            .shouldFailOnError(false);
    benchmarks.forEach(options::include);
    Collection<RunResult> results = new Runner(options.build()).run();
    List<Measurement> measurements = new ArrayList<>();
    results.forEach(result -> measurements.add(measurement(result)));
    return measurements;
  }

  private static Measurement measurement(RunResult result) {
    BenchmarkParams params = result.getParams();
    Map<String, String> parameters = new TreeMap<>();
    params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
    Result<?> primary = result.getPrimaryResult();
    Statistics statistics = primary.getStatistics();
    String name = params.getBenchmark();
    return new Measurement(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        parameters,
        statistics.getPercentile(50),
        statistics.getMin(),
        statistics.getMax(),
        statistics.getN());
  }
}
