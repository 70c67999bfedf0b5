package dev.mettle.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.subject.TreeWalked;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.TierContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** Each benchmark does what it says: the tree-walker judges the result of every method. */
class BenchmarksTest {

  private static final int RUNS = 16;

  static Stream<Arguments> expressions() {
    return Arrays.stream(Family.values())
        .flatMap(
            family ->
                Arrays.stream(Operands.values())
                    .flatMap(
                        operands ->
                            Stream.of(10, 200)
                                .map(depth -> Arguments.of(family, depth, operands))));
  }

  private static <S extends ExpressionState> S state(
      S state, Family family, int depth, Operands operands) {
    state.family = family;
    state.depth = depth;
    state.operands = operands;
    return state;
  }

  private static Atom[] answers(Family family, int depth, Operands operands) {
    Workload workload = new Workload(family, depth, operands);
    TreeWalked walked = TreeWalked.of(workload);
    Atom[][] tuples = workload.tuples();
    Atom[] answers = new Atom[RUNS];
    for (int i = 0; i < RUNS; i++) {
      answers[i] = walked.call(tuples[i]);
    }
    return answers;
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void allTiersAgree(Family family, int depth, Operands operands) throws Throwable {
    Atom[] answers = answers(family, depth, operands);
    var walked = state(new TreeWalkerBenchmark.Walked(), family, depth, operands);
    walked.setUp();
    var interpreted = state(new InterpreterBenchmark.Interpreted(), family, depth, operands);
    interpreted.setUp();
    var again = state(new InterpreterBenchmark.Interpreted(), family, depth, operands);
    again.setUp();
    var printed = state(new PrintedJavaBenchmark.Printed(), family, depth, operands);
    printed.setUp();
    for (Atom answer : answers) {
      assertEquals(answer, new TreeWalkerBenchmark().run(walked));
      assertEquals(answer, new InterpreterBenchmark().run(interpreted));
      assertEquals(answer, new InterpreterBenchmark().compileAndRun(again));
      assertEquals(answer, new PrintedJavaBenchmark().run(printed));
    }
    for (String backend : Backends.ids()) {
      var compiled = state(new CompiledBenchmark.Compiled(), family, depth, operands);
      compiled.backend = backend;
      compiled.setUp();
      for (Atom answer : answers) {
        assertEquals(answer, new CompiledBenchmark().run(compiled), backend);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void generatedCodeComputesTheExpression(Family family, int depth, Operands operands)
      throws Throwable {
    Workload workload = new Workload(family, depth, operands);
    Atom answer = answers(family, depth, operands)[0];
    for (String backend : Backends.ids()) {
      var state = state(new CompileCostBenchmark.ForBackend(), family, depth, operands);
      state.backend = backend;
      state.setUp();
      state.find();
      CompiledCode code = new CompileCostBenchmark().generate(state);
      assertEquals(answer, code.invoke(new TierContext(), workload.tuples()[0]));
      assertEquals(
          Workload.decode(new CompileCostBenchmark().lower(state)).function().code(),
          new CompileCostBenchmark().decode(state).function().code());
    }
  }

  @Test
  void repeatedRunsRun() throws Throwable {
    Blackhole sink =
        new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is"
                + " dangerous.");
    var benchmark = new RepeatedRunsBenchmark();
    var walked = new TreeWalkerBenchmark.Walked();
    walked.setUp();
    benchmark.treeWalker(walked, sink);
    var interpreted = new InterpreterBenchmark.Interpreted();
    interpreted.setUp();
    benchmark.interpreter(interpreted, sink);
    benchmark.interpreterRecompiled(interpreted, sink);
    var compiled = new CompiledBenchmark.Compiled();
    compiled.setUp();
    benchmark.compiled(compiled, sink);
    var generating = new CompileCostBenchmark.ForBackend();
    generating.setUp();
    generating.find();
    int last = RepeatedRunsBenchmark.RUNS;
    assertEquals(
        new Workload(generating.family, generating.depth, generating.operands)
            .printed()
            .call(
                new Workload(generating.family, generating.depth, generating.operands)
                    .tuples()[last - 1]),
        benchmark.compiledWithGeneration(generating, sink));
  }

  /** Whoever adds a benchmark has to test it above, and to name it here. */
  @Test
  void allBenchmarksAreTested() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type :
        Set.of(
            TreeWalkerBenchmark.class,
            InterpreterBenchmark.class,
            CompiledBenchmark.class,
            PrintedJavaBenchmark.class,
            CompileCostBenchmark.class,
            RepeatedRunsBenchmark.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Benchmark.class)) {
          names.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    assertEquals(
        Set.of(
            "TreeWalkerBenchmark.run",
            "InterpreterBenchmark.run",
            "InterpreterBenchmark.compileAndRun",
            "CompiledBenchmark.run",
            "PrintedJavaBenchmark.run",
            "CompileCostBenchmark.lower",
            "CompileCostBenchmark.decode",
            "CompileCostBenchmark.generate",
            "RepeatedRunsBenchmark.treeWalker",
            "RepeatedRunsBenchmark.interpreter",
            "RepeatedRunsBenchmark.interpreterRecompiled",
            "RepeatedRunsBenchmark.compiled",
            "RepeatedRunsBenchmark.compiledWithGeneration"),
        names);
    assertTrue(Backends.ids().size() >= 2, Backends.ids().toString());
  }
}
