package dev.mettle.benchmarks.cost;

import com.google.gson.Gson;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.TierOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * What events cost a program whose code is hot, in processor time of its thread.
 *
 * @param ruleNanos a rule is added while hot code is there that does not use it
 * @param ownRuleNanos a rule of the hot function itself is added, and it is called
 * @param firstDeepNanos a recursion of {@link #FRAMES} levels by code that is hot but has never
 *     gone deep, with all the unwinding that it takes until there is room
 * @param laterDeepNanos the same later
 */
public record Changes(
    double ruleNanos, double ownRuleNanos, double firstDeepNanos, double laterDeepNanos) {

  /** How deep the recursion is. */
  public static final int FRAMES = 3_000;

  private static final int THRESHOLD = 200;
  private static final int HOT = 1_000_000;
  private static final int SAMPLES = 501;
  private static final int SHALLOW = 50;
  private static final int FUNCTIONS = 50;

  /** As the command has it, in units of 64 bytes. */
  private static final int ROOM = (16 << 20) / 64;

  private static final long STACK = 256L << 20;

  private static final String SUM = "(= (sum $n) (if (== $n 0) 0 (+ $n (sum (- $n 1)))))";

  /** What the process runs; prints the costs as JSON. */
  public static void main(String[] arguments) throws InterruptedException {
    Thread thread =
        new Thread(
            null,
            () -> System.out.println(new Gson().toJson(measure(arguments[0]))),
            "changes",
            STACK);
    thread.start();
    thread.join();
  }

  /** Measures a backend in a process of its own. */
  public static Changes of(String backend) throws IOException, InterruptedException {
    return new Gson().fromJson(OwnProcess.run(Changes.class, backend), Changes.class);
  }

  private static Changes measure(String backend) {
    TierOptions options =
        TierOptions.COMPILE_EVERYTHING.withBackend(backend).withCallThreshold(THRESHOLD);
    Engine engine =
        Engine.builder().tierOptions(options.withRuns(options.runs().withRoom(ROOM))).build();
    engine.run(SUM);
    Atom shallow = engine.parse("(sum " + SHALLOW + ")");
    for (int i = 0; i < HOT / SHALLOW; i++) {
      engine.evaluate(shallow);
    }
    Atom deep = engine.parse("(sum " + FRAMES + ")");
    long before = leaves(engine);
    double first = nanos(engine, deep);
    if (leaves(engine) == before) {
      throw new IllegalStateException("code has not left: " + engine.statistics().lines());
    }
    double[] later = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      later[i] = nanos(engine, deep);
    }
    double[] rules = rules(options);
    return new Changes(rules[0], rules[1], first, median(later));
  }

  private static long leaves(Engine engine) {
    return engine.statistics().functions().stream().mapToLong(f -> f.allLeaves()).sum();
  }

  // ------------------------------------------------------------------ rules

  private static double[] rules(TierOptions options) {
    Engine engine = Engine.builder().tierOptions(options).build();
    StringBuilder program = new StringBuilder("(= (all $n $sum) $sum)\n");
    for (int i = 0; i < FUNCTIONS; i++) {
      program.append("(= (f%d $n) (if (== $n 0) 0 (f%d (- $n 1))))%n".formatted(i, i));
    }
    engine.run(program.toString());
    for (int i = 0; i < FUNCTIONS; i++) {
      Atom call = engine.parse("(f" + i + " 1000)");
      for (int k = 0; k < HOT / 1_000; k++) {
        engine.evaluate(call);
      }
    }
    Atom call = engine.parse("(f0 1)");
    double base = medianOf(() -> engine.evaluate(call), engine);
    Atom other = engine.parse("(= (other a) b)");
    double rule =
        medianOf(
            () -> {
              engine.space().add(other);
              engine.evaluate(call);
            },
            engine);
    Atom own = engine.parse("(= (f1 none) 1)");
    Atom ownCall = engine.parse("(f1 1)");
    double ownRule =
        medianOf(
            () -> {
              engine.space().add(own);
              engine.evaluate(ownCall);
              engine.space().remove(own);
            },
            engine);
    return new double[] {rule - base, ownRule - base};
  }

  private static double medianOf(Runnable task, Engine engine) {
    double[] nanos = new double[SAMPLES];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 2 * SAMPLES; i++) {
      long start = threads.getCurrentThreadCpuTime();
      task.run();
      nanos[i % SAMPLES] = threads.getCurrentThreadCpuTime() - start;
    }
    if (!engine.statistics().functions().stream().anyMatch(f -> f.state().startsWith("compiled"))) {
      throw new IllegalStateException("nothing is hot: " + engine.statistics().lines());
    }
    return median(nanos);
  }

  private static double nanos(Engine engine, Atom call) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    List<Atom> results = engine.evaluate(call).atoms();
    long end = threads.getCurrentThreadCpuTime();
    if (results.size() != 1) {
      throw new IllegalStateException(call + " gives " + results);
    }
    return end - start;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
