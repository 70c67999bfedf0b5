package dev.mettle.benchmarks.twin;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Finds the twin of a program. */
public final class Twins {

  /** What makes each of them from the file of its program, where its facts are if it has any. */
  private static final Map<String, Function<Path, Twin>> MAKERS =
      Map.ofEntries(
          entry("ackermann", file -> new Ackermann()),
          entry("add-loop", file -> new AddLoop()),
          entry("ancestors", file -> new Ancestors()),
          entry("backward-chaining", file -> new BackwardChaining()),
          entry("cliques", file -> new Cliques()),
          entry("collatz", file -> new Collatz()),
          entry("cons-atom", file -> new ConsAtom()),
          entry("deep-sum", file -> new DeepSum()),
          entry("fib", file -> new Fib()),
          entry("fib-typed", file -> new Fib()),
          entry("five-clique", file -> new FiveClique()),
          entry("five-queries", FiveQueries::new),
          entry("four-cycles", file -> new FourCycles()),
          entry("generate-and-test", file -> new GenerateAndTest()),
          entry("list-append", file -> new ListAppend()),
          entry("list-append-untyped", file -> new ListAppend()),
          entry("list-length", file -> new ListLength()),
          entry("list-length-untyped", file -> new ListLength()),
          entry("load-facts", LoadFacts::new),
          entry("long-conjunction", file -> new LongConjunction()),
          entry("mandelbrot", file -> new Mandelbrot()),
          entry("map-fold", file -> new MapFold()),
          entry("map-fold-by-value", file -> new MapFoldByValue()),
          entry("naive-reverse", file -> new NaiveReverse()),
          entry("peano", file -> new Peano()),
          entry("peano-plus", file -> new PeanoPlus()),
          entry("peano-plus-typed", file -> new PeanoPlus()),
          entry("point-queries", PointQueries::new),
          entry("queens", file -> new Queens()),
          entry("state-loop", file -> new StateLoop()),
          entry("strings", file -> new Strings()),
          entry("tail-loop", file -> new TailLoop()),
          entry("tak", file -> new Tak()),
          entry("tile-puzzle", file -> new TilePuzzle()),
          entry("transitive-closure", file -> new TransitiveClosure()),
          entry("triangles", file -> new Triangles()),
          entry("tuple-apart", file -> new LargeTuple()),
          entry("tuple-walk", file -> new LargeTuple()),
          entry("two-step-join", file -> new TwoStepJoin()));

  private Twins() {}

  /** The names of the programs that have one. */
  public static Set<String> names() {
    return MAKERS.keySet();
  }

  /**
   * The twin of a program that has one.
   *
   * @param file the program, where its facts are if it has any
   */
  public static Twin of(String name, Path file) {
    return Objects.requireNonNull(MAKERS.get(name), name).apply(file);
  }
}
