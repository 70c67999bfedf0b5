package dev.mettle.benchmarks.subject;

import com.sun.management.ThreadMXBean;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.TierOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop in an engine that has compiled it. */
public final class CompiledLoop {

  /** So many calls tell what its arguments are. */
  private static final int THRESHOLD = 1_000;

  private final Engine engine;
  private final LoopKind kind;
  private @Nullable Atom last;

  /**
   * Puts a loop into an engine of its own.
   *
   * @param backend the id of the backend
   * @throws IllegalStateException if the backend does not compile the loop
   */
  public CompiledLoop(LoopKind kind, String backend) {
    this.kind = kind;
    this.engine =
        Engine.builder()
            .tierOptions(
                TierOptions.COMPILE_EVERYTHING.withBackend(backend).withCallThreshold(THRESHOLD))
            .build();
    engine.run(kind.rule());
    run(2 * THRESHOLD);
    run(2 * THRESHOLD);
    if (engine.statistics().functions().stream().noneMatch(f -> f.state().startsWith("compiled"))) {
      throw new IllegalStateException(backend + " declines " + kind);
    }
  }

  /** Runs so many turns. */
  public Atom run(int turns) {
    List<Atom> results = engine.evaluate(kind.call(turns)).atoms();
    if (results.size() != 1) {
      throw new IllegalStateException(kind + " gives " + results);
    }
    return results.getFirst();
  }

  /** How many bytes this thread allocates for so many turns. */
  public long bytes(int turns) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long before = threads.getCurrentThreadAllocatedBytes();
    last = run(turns);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** The last result, so that no run can be left out. */
  public @Nullable Atom last() {
    return last;
  }
}
