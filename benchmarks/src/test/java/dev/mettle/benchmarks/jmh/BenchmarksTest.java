package dev.mettle.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.subject.DrivenExpression;
import dev.mettle.benchmarks.subject.LoopKind;
import dev.mettle.benchmarks.subject.TreeWalked;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.Tier;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
  void allTiersAgree(Family family, int depth, Operands operands) {
    Atom[] answers = answers(family, depth, operands);
    var walked = state(new TreeWalkerBenchmark.Walked(), family, depth, operands);
    walked.setUp();
    var interpreted = state(new InterpreterBenchmark.Interpreted(), family, depth, operands);
    interpreted.setUp();
    var printed = state(new PrintedJavaBenchmark.Printed(), family, depth, operands);
    printed.setUp();
    for (Atom answer : answers) {
      assertEquals(answer, new TreeWalkerBenchmark().run(walked));
      assertEquals(answer, new PrintedJavaBenchmark().run(printed));
    }
    Atom last = last(family, depth, operands);
    assertEquals(last, new InterpreterBenchmark().run(interpreted));
    assertEquals(answers[0], new InterpreterBenchmark().compileAndRun(interpreted));
    if (depth > 10) {
      return; // which of these a backend compiles is its own affair
    }
    for (String backend : Backends.ids()) {
      var compiled = state(new CompiledBenchmark.Compiled(), family, depth, operands);
      compiled.backend = backend;
      compiled.setUp();
      assertEquals(last, new CompiledBenchmark().run(compiled), backend);
    }
  }

  /** What the last turn of a loop gives. */
  private static Atom last(Family family, int depth, Operands operands) {
    Workload workload = new Workload(family, depth, operands);
    return TreeWalked.of(workload).call(workload.tuples()[DrivenExpression.TURNS - 1]);
  }

  @ParameterizedTest
  @EnumSource
  void generatedCodeIsInstalled(Family family) {
    for (String backend : Backends.ids()) {
      var state = state(new CompileCostBenchmark.ForBackend(), family, 10, Operands.INPUTS);
      state.backend = backend;
      state.setUp();
      state.find();
      assertEquals(backend, new CompileCostBenchmark().generate(state).backend());
      assertTrue(new CompileCostBenchmark().lower(state).units().getFirst().request().isPresent());
    }
  }

  @Test
  void repeatedRunsRun() {
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
    Atom last = last(interpreted.family, interpreted.depth, interpreted.operands);
    assertEquals(last, benchmark.interpreter(interpreted));
    benchmark.interpreterRecompiled(interpreted, sink);
    var compiled = new CompiledBenchmark.Compiled();
    compiled.setUp();
    assertEquals(last, benchmark.compiled(compiled));
    assertEquals(last, benchmark.compiledWithGeneration(compiled));
  }

  @ParameterizedTest
  @EnumSource
  void loopsGiveWhatTheTreeWalkerGives(LoopKind kind) {
    var state = new AllocationBenchmark.Loop();
    state.loop = kind;
    state.turns = 2_000;
    Engine walker = Engine.builder().tier(Tier.TREE).build();
    walker.run(kind.rule());
    Atom answer = walker.evaluate(kind.call(state.turns)).atoms().getFirst();
    for (String backend : Backends.ids()) {
      state.backend = backend;
      state.setUp();
      assertEquals(answer, new AllocationBenchmark().run(state), backend);
    }
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
            RepeatedRunsBenchmark.class,
            AllocationBenchmark.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Benchmark.class)) {
          names.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    assertEquals(
        Set.of(
            "AllocationBenchmark.run",
            "TreeWalkerBenchmark.run",
            "InterpreterBenchmark.run",
            "InterpreterBenchmark.compileAndRun",
            "CompiledBenchmark.run",
            "PrintedJavaBenchmark.run",
            "CompileCostBenchmark.lower",
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
