package dev.mettle.benchmarks.cost;

import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.benchmarks.expression.InputTuples;
import dev.mettle.benchmarks.subject.TreeWalked;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.interp.DecodedFunction;
import dev.mettle.vm.interp.Interpreter;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.FunctionCompiler;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TieredFunction;
import dev.mettle.vm.tier.Tiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures fresh classes by the wall clock, generation included, against the interpreter and the
 * tree-walker. The compilers are warm and each class is new to HotSpot, as in a program that has
 * run for a while and finds another hot function.
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

  /** So many classes later the compilers are warm. */
  private static final int WARM_UP_CLASSES = 3_000;

  @FunctionalInterface
  private interface Code {
    Atom run(Atom[] inputs) throws Throwable;
  }

  @FunctionalInterface
  private interface Generator {
    Code generate();
  }

  private final Workload workload;
  private final Atom[][] tuples;
  private @Nullable Atom sink;

  private BreakEven(Workload workload) {
    this.workload = workload;
    this.tuples = workload.tuples();
  }

  /**
   * Measures a workload.
   *
   * @param rounds how many fresh classes of each kind, whose median counts
   * @return for each subject its median timeline: the tree-walker, the interpreter, each backend by
   *     its id, and the tiers with and without the JIT
   */
  public static Map<String, Timeline> measure(Workload workload, int rounds) throws Throwable {
    return new BreakEven(workload).measure(rounds);
  }

  private Map<String, Timeline> measure(int rounds) throws Throwable {
    VerifiedFunction function = workload.source().lower();
    Profile profile = workload.profile();
    FunctionCompiler compiler = new FunctionCompiler(TierOptions.DEFAULT);
    Map<String, Generator> subjects = new LinkedHashMap<>();
    Interpreter interpreter = new Interpreter();
    DecodedFunction decoded = Workload.decode(function);
    subjects.put(INTERPRETER, () -> inputs -> interpreter.run(decoded, inputs));
    for (AvailableBackend backend : BackendCatalog.discover().backends()) {
      subjects.put(
          backend.id(),
          () -> {
            CompiledCode code = Workload.compile(compiler, backend, function, profile);
            TierContext context = new TierContext();
            return inputs -> code.invoke(context, inputs);
          });
    }
    try (Tiers tiers = new Tiers(TierOptions.DEFAULT);
        Tiers withoutJit = new Tiers(TierOptions.DEFAULT.withTier(Tier.VM))) {
      subjects.put(WITHOUT_JIT, () -> installed(withoutJit, function));
      subjects.put(TIERS, () -> installed(tiers, function));
      warm(subjects);
      Map<String, List<Timeline>> timelines = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Generator> subject : subjects.entrySet()) {
          timelines
              .computeIfAbsent(subject.getKey(), k -> new ArrayList<>())
              .add(timeline(subject.getValue()));
          tiers.awaitCompilation();
        }
      }
      Map<String, Timeline> medians = new LinkedHashMap<>();
      medians.put(TREE_WALKER, treeWalker());
      timelines.forEach(
          (name, all) -> medians.put(name, Timeline.median(all.toArray(new Timeline[0]))));
      return medians;
    }
  }

  /** A function as programs have it, new to the tiers. */
  private static Code installed(Tiers tiers, VerifiedFunction function) {
    TieredFunction tiered = tiers.install(function, Natives.NONE).orElseThrow();
    TierContext context = new TierContext();
    return inputs -> tiered.call(context, inputs);
  }

  /** Warms the interpreter and the compilers, but no class that is measured. */
  private void warm(Map<String, Generator> subjects) throws Throwable {
    for (Map.Entry<String, Generator> subject : subjects.entrySet()) {
      if (subject.getKey().equals(INTERPRETER)) {
        timeline(subject.getValue());
      } else {
        for (int i = 0; i < WARM_UP_CLASSES; i++) {
          sink = subject.getValue().generate().run(tuples[i & InputTuples.COUNT - 1]);
        }
      }
    }
  }

  private Timeline timeline(Generator generator) throws Throwable {
    int[] checkpoints = Timeline.checkpoints();
    long[] nanos = new long[checkpoints.length];
    long start = System.nanoTime();
    Code code = generator.generate();
    int run = 0;
    for (int i = 0; i < checkpoints.length; i++) {
      while (run < checkpoints[i]) {
        sink = code.run(tuples[run++ & InputTuples.COUNT - 1]);
      }
      nanos[i] = System.nanoTime() - start;
    }
    return new Timeline(nanos);
  }

  /** The tree-walker's cost of a run, drawn out as a straight line. */
  private Timeline treeWalker() {
    TreeWalked walked = TreeWalked.of(workload);
    long nanos = 0;
    for (int pass = 0; pass < 4; pass++) {
      long start = System.nanoTime();
      for (int run = 0; run < TREE_RUNS; run++) {
        sink = walked.call(tuples[run & InputTuples.COUNT - 1]);
      }
      nanos = System.nanoTime() - start;
    }
    int[] checkpoints = Timeline.checkpoints();
    long[] line = new long[checkpoints.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = nanos * checkpoints[i] / TREE_RUNS;
    }
    return new Timeline(line);
  }

  /** The last result, so that no run can be left out. */
  @Nullable Atom last() {
    return sink;
  }
}
