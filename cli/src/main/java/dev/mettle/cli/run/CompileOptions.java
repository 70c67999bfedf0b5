package dev.mettle.cli.run;

import dev.mettle.engine.EngineBuilder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What compiles hot functions, and when; it counts where the tier is the one that compiles.
 *
 * @param backend the backend to compile with; the engine's own choice if there is none
 * @param threshold after how many calls a function is hot; the engine's own number if there is none
 */
public record CompileOptions(Optional<String> backend, OptionalInt threshold) {

  /** Whether anything was said. */
  public boolean areSaid() {
    return backend.isPresent() || threshold.isPresent();
  }

  /** Whether this can be a number of calls. */
  public static boolean isThreshold(int calls) {
    return calls >= 0;
  }

  /**
   * Tells an engine, which makes nothing of it on other tiers. Who wants functions compiled before
   * their first call waits for each, since its first calls would not run compiled code otherwise.
   */
  public void tell(EngineBuilder builder) {
    backend.ifPresent(builder::backend);
    threshold.ifPresent(
        calls -> {
          builder.callThreshold(calls);
          if (calls == 0) {
            builder.synchronousCompilation(true);
          }
        });
  }
}
