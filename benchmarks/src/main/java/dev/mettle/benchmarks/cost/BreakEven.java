package dev.mettle.benchmarks.cost;

import dev.mettle.benchmarks.subject.DrivenExpression;
import dev.mettle.benchmarks.subject.TreeWalked;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures new functions in processor time of the thread that runs them, generation included,
 * against the interpreter and the tree-walker. The compilers are warm and each class is new to
 * HotSpot, as in a program that has run for a while and finds another hot function.
 */
public final class BreakEven {

  /** The name of the tree-walker among the subjects. */
  public static final String TREE_WALKER = "tree-walker";

  /** The name of the interpreter among the subjects. */
  public static final String INTERPRETER = "interpreter";

  /** The name of the tiers with their default options among the subjects. */
  public static final String TIERS = "tiers";

  /** The name of the same tiers without a JIT among the subjects. */
  public static final String WITHOUT_JIT = "tiers without JIT";

  /** The tree-walker is so slow, and so even, that few runs tell its cost. */
  private static final int TREE_RUNS = 500;

  /** So many functions later the compilers are warm. */
  private static final int WARM_UP_FUNCTIONS = 1_000;

  /**
   * What runs an expression.
   *
   * @param driven the engine with the expression
   * @param fresh whether each round has a function of its own
   */
  private record Subject(DrivenExpression driven, boolean fresh) {}

  private final Workload workload;
  private @Nullable Atom sink;

  private BreakEven(Workload workload) {
    this.workload = workload;
  }

  /**
   * Measures a workload.
   *
   * @param rounds how many new functions of each kind, whose median counts
   * @return for each subject its median timeline: the tree-walker, the interpreter, each backend by
   *     its id, and the tiers with and without the JIT
   */
  public static Map<String, Timeline> measure(Workload workload, int rounds) {
    return new BreakEven(workload).measure(rounds);
  }

  private Map<String, Timeline> measure(int rounds) {
    Map<String, Subject> subjects = new LinkedHashMap<>();
    TierOptions interpreted = TierOptions.DEFAULT.withTier(Tier.VM);
    subjects.put(INTERPRETER, new Subject(DrivenExpression.on(workload, interpreted), false));
    for (AvailableBackend backend : BackendCatalog.discover().backends()) {
      TierOptions atOnce = TierOptions.COMPILE_EVERYTHING.withBackend(backend.id());
      DrivenExpression driven = DrivenExpression.on(workload, atOnce);
      sink = driven.once();
      if (driven.isCompiled()) {
        subjects.put(backend.id(), new Subject(driven, true));
      }
    }
    subjects.put(WITHOUT_JIT, new Subject(DrivenExpression.on(workload, interpreted), true));
    subjects.put(TIERS, new Subject(DrivenExpression.on(workload, TierOptions.DEFAULT), true));
    subjects.values().forEach(this::warm);
    Map<String, List<Timeline>> timelines = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      subjects.forEach(
          (name, subject) ->
              timelines.computeIfAbsent(name, k -> new ArrayList<>()).add(timeline(subject)));
    }
    Map<String, Timeline> medians = new LinkedHashMap<>();
    medians.put(TREE_WALKER, treeWalker());
    timelines.forEach(
        (name, all) -> medians.put(name, Timeline.median(all.toArray(new Timeline[0]))));
    return medians;
  }

  /** Warms the interpreter and the compilers, but no class that is measured. */
  private void warm(Subject subject) {
    if (!subject.fresh()) {
      timeline(subject);
      return;
    }
    for (int i = 0; i < WARM_UP_FUNCTIONS; i++) {
      subject.driven().renew();
      sink = subject.driven().once();
    }
  }

  private Timeline timeline(Subject subject) {
    int[] checkpoints = Timeline.checkpoints();
    long[] nanos = new long[checkpoints.length];
    DrivenExpression driven = subject.driven();
    long start = cpuNanos();
    if (subject.fresh()) {
      driven.renew();
    }
    int run = 0;
    for (int i = 0; i < checkpoints.length; i++) {
      while (run < checkpoints[i]) {
        int turns = Math.min(DrivenExpression.TURNS, checkpoints[i] - run);
        sink = driven.turns(turns);
        run += turns;
      }
      nanos[i] = cpuNanos() - start;
    }
    return new Timeline(nanos);
  }

  /** The tree-walker's cost of a run, drawn out as a straight line. */
  private Timeline treeWalker() {
    TreeWalked walked = TreeWalked.of(workload);
    Atom[][] tuples = workload.tuples();
    long nanos = 0;
    for (int pass = 0; pass < 4; pass++) {
      long start = cpuNanos();
      for (int run = 0; run < TREE_RUNS; run++) {
        sink = walked.call(tuples[run]);
      }
      nanos = cpuNanos() - start;
    }
    int[] checkpoints = Timeline.checkpoints();
    long[] line = new long[checkpoints.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = nanos * checkpoints[i] / TREE_RUNS;
    }
    return new Timeline(line);
  }

  /** What this thread has used: where processes share a processor, the clock tells little. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The last result, so that no run can be left out. */
  @Nullable Atom last() {
    return sink;
  }
}
