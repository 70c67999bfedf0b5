package dev.mettle.vm.tier;

import dev.mettle.backend.spi.CompileLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far a program is compiled, and how functions are promoted.
 *
 * @param tier how far at most
 * @param backend the id of the backend, empty for the choice of {@link BackendChoice}
 * @param callThreshold calls of a function before it is compiled; 0 compiles before the first one
 * @param synchronous whether the calling thread compiles, instead of one in the background
 * @param failurePolicy what to do when a backend has a defect
 * @param limits bounds of generated code
 * @param checkClasses whether generated classes are checked for what they refer to
 * @param dumpDirectory where to write generated classes
 * @param runs how compiled functions run
 */
public record TierOptions(
    Tier tier,
    Optional<String> backend,
    int callThreshold,
    boolean synchronous,
    FailurePolicy failurePolicy,
    CompileLimits limits,
    boolean checkClasses,
    Optional<Path> dumpDirectory,
    UnitRuns runs) {

  /**
   * The default threshold. Programs of some ten thousand calls would be faster without a class, but
   * the longer the interpreter runs, the more HotSpot spends on compiling it, which is lost once
   * the program itself is compiled.
   */
  public static final int DEFAULT_CALL_THRESHOLD = 5_000;

  /**
   * The defaults: hot functions are compiled by the thread that runs them, which would get little
   * done in the interpreter meanwhile; defects give warnings.
   */
  public static final TierOptions DEFAULT =
      new TierOptions(
          Tier.JIT,
          Optional.empty(),
          DEFAULT_CALL_THRESHOLD,
          true,
          FailurePolicy.WARN,
          CompileLimits.DEFAULT,
          false,
          Optional.empty(),
          UnitRuns.DEFAULT);

  /** For tests: everything is compiled before it runs, and a defect is an error. */
  public static final TierOptions COMPILE_EVERYTHING =
      new TierOptions(
          Tier.JIT,
          Optional.empty(),
          0,
          true,
          FailurePolicy.FAIL,
          CompileLimits.DEFAULT,
          true,
          Optional.empty(),
          UnitRuns.DEFAULT);

  /** Checks the numbers. */
  public TierOptions {
    if (callThreshold < 0) {
      throw new IllegalArgumentException("thresholds are not negative");
    }
  }

  /** These options with another tier. */
  public TierOptions withTier(Tier highest) {
    Changed changed = new Changed();
    changed.tier = highest;
    return changed.options();
  }

  /** These options with a backend chosen by its id. */
  public TierOptions withBackend(String id) {
    Changed changed = new Changed();
    changed.backend = Optional.of(id);
    return changed.options();
  }

  /** These options with another threshold. */
  public TierOptions withCallThreshold(int calls) {
    Changed changed = new Changed();
    changed.callThreshold = calls;
    return changed.options();
  }

  /** These options with compilation in the calling thread or not. */
  public TierOptions withSynchronous(boolean inCallingThread) {
    Changed changed = new Changed();
    changed.synchronous = inCallingThread;
    return changed.options();
  }

  /** These options with another policy. */
  public TierOptions withFailurePolicy(FailurePolicy policy) {
    Changed changed = new Changed();
    changed.failurePolicy = policy;
    return changed.options();
  }

  /** These options with generated classes written to a directory. */
  public TierOptions withDumpDirectory(Path directory) {
    Changed changed = new Changed();
    changed.dumpDirectory = Optional.of(directory);
    return changed.options();
  }

  /** These options with another way of running compiled functions. */
  public TierOptions withRuns(UnitRuns how) {
    Changed changed = new Changed();
    changed.runs = how;
    return changed.options();
  }

  /** What changes of these options; the rest stays. */
  private final class Changed {
    private Tier tier = TierOptions.this.tier;
    private Optional<String> backend = TierOptions.this.backend;
    private int callThreshold = TierOptions.this.callThreshold;
    private boolean synchronous = TierOptions.this.synchronous;
    private FailurePolicy failurePolicy = TierOptions.this.failurePolicy;
    private Optional<Path> dumpDirectory = TierOptions.this.dumpDirectory;
    private UnitRuns runs = TierOptions.this.runs;

    TierOptions options() {
      return new TierOptions(
          tier,
          backend,
          callThreshold,
          synchronous,
          failurePolicy,
          limits,
          checkClasses,
          dumpDirectory,
          runs);
    }
  }
}
