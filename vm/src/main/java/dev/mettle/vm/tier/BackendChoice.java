package dev.mettle.vm.tier;

import java.util.Optional;
import java.util.function.Function;

/** Where the name of the backend comes from, in the order in which it counts. */
public final class BackendChoice {

  /** The system property. */
  public static final String PROPERTY = "mettle.backend";

  /** The environment variable. */
  public static final String VARIABLE = "METTLE_BACKEND";

  private BackendChoice() {}

  /**
   * The name that counts: the given one ({@code --backend}, {@code Engine.builder()}), else {@code
   * -Dmettle.backend}, else {@code METTLE_BACKEND}; empty for the backend with the highest
   * priority.
   */
  public static Optional<String> of(Optional<String> given) {
    return of(given, System::getProperty, System::getenv);
  }

  static Optional<String> of(
      Optional<String> given,
      Function<String, @org.jspecify.annotations.Nullable String> properties,
      Function<String, @org.jspecify.annotations.Nullable String> environment) {
    return given
        .filter(name -> !name.isBlank())
        .or(() -> Optional.ofNullable(properties.apply(PROPERTY)).filter(n -> !n.isBlank()))
        .or(() -> Optional.ofNullable(environment.apply(VARIABLE)).filter(n -> !n.isBlank()))
        .map(String::strip);
  }
}
