package dev.mettle.vm.engine;

import dev.mettle.vm.runtime.EngineRuntime;
import dev.mettle.vm.runtime.Output;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnknownBackendException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Describes an engine before it is made. */
public final class EngineBuilder {

  private PrintStream out = System.out;
  private PrintStream err = System.err;
  private Optional<Path> directory = Optional.empty();
  private TierOptions tiers = TierOptions.DEFAULT;

  EngineBuilder() {}

  /** Where programs print; standard output by default. */
  public EngineBuilder out(PrintStream stream) {
    this.out = stream;
    return this;
  }

  /** Where programs trace; standard error by default. */
  public EngineBuilder err(PrintStream stream) {
    this.err = stream;
    return this;
  }

  /** Where the program's own imports are looked for. */
  public EngineBuilder programDirectory(Path path) {
    this.directory = Optional.of(path);
    return this;
  }

  /** How far programs are compiled; as far as possible by default. */
  public EngineBuilder tier(Tier tier) {
    this.tiers = tiers.withTier(tier);
    return this;
  }

  /**
   * The backend that compiles hot functions, by its id. By default the one that the system property
   * {@code mettle.backend} names, else the environment variable {@code METTLE_BACKEND}, else the
   * one with the highest priority.
   */
  public EngineBuilder backend(String id) {
    this.tiers = tiers.withBackend(id);
    return this;
  }

  /** How many calls of a function the interpreter runs before a backend compiles it. */
  public EngineBuilder callThreshold(int calls) {
    this.tiers = tiers.withCallThreshold(calls);
    return this;
  }

  /** Whether the program waits while a function is compiled; by default it goes on meanwhile. */
  public EngineBuilder synchronousCompilation(boolean waits) {
    this.tiers = tiers.withSynchronous(waits);
    return this;
  }

  /** Everything about tiers at once, in place of what was said so far. */
  public EngineBuilder tierOptions(TierOptions options) {
    this.tiers = options;
    return this;
  }

  /**
   * Makes the engine.
   *
   * @throws UnknownBackendException if hot functions are to be compiled by a backend that is not
   *     there
   */
  public Engine build() {
    EngineRuntime runtime = new EngineRuntime(new Output(out, err), directory, tiers);
    if (tiers.tier() == Tier.JIT) {
      runtime.promotion().ifPresent(promotion -> promotion.tiers().checkChoice());
    }
    return new Engine(runtime);
  }
}
