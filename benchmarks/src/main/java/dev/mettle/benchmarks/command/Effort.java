package dev.mettle.benchmarks.command;

import dev.mettle.benchmarks.process.WarmEffort;

/**
 * How long to measure.
 *
 * @param forks JVMs for each JMH benchmark
 * @param warmUps iterations before measuring
 * @param warmUpMillis their length
 * @param samples measured iterations
 * @param sampleMillis their length
 * @param freshClasses how many fresh classes break-even is the median of
 * @param processes how often each whole process runs
 * @param warm how long to measure warm processes
 * @param heapStepMegabytes how exactly to measure what heap a program needs
 */
public record Effort(
    int forks,
    int warmUps,
    int warmUpMillis,
    int samples,
    int sampleMillis,
    int freshClasses,
    int processes,
    WarmEffort warm,
    int heapStepMegabytes) {

  /** The default: each stage within about ten minutes, the programs within ten. */
  public static final Effort NORMAL =
      new Effort(1, 3, 200, 5, 150, 15, 3, new WarmEffort(3, 2_500, 3, 300), 10);

  /** To see that everything works; the figures mean little. */
  public static final Effort QUICK =
      new Effort(1, 2, 50, 2, 50, 3, 1, new WarmEffort(1, 300, 1, 50), 64);

  /** The same with so many processes of each kind. */
  Effort withRounds(int rounds) {
    return new Effort(
        forks,
        warmUps,
        warmUpMillis,
        samples,
        sampleMillis,
        freshClasses,
        rounds,
        new WarmEffort(rounds, warm.warmMillis(), warm.samples(), warm.sampleMillis()),
        heapStepMegabytes);
  }

  /**
   * The compilers and the tree-walker are large: it takes some thousand expressions until HotSpot
   * has compiled all of them, and until then they are several times slower.
   */
  Effort forLargeCode() {
    return new Effort(
        forks,
        warmUps,
        5 * warmUpMillis,
        samples,
        sampleMillis,
        freshClasses,
        processes,
        warm,
        heapStepMegabytes);
  }

  /** Constants are folded, so their runs are short and even. */
  Effort forConstants() {
    return new Effort(
        forks,
        warmUps,
        Math.max(20, warmUpMillis / 2),
        Math.max(2, samples / 2),
        Math.max(20, sampleMillis / 2),
        freshClasses,
        processes,
        warm,
        heapStepMegabytes);
  }
}
