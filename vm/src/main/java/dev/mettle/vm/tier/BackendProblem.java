package dev.mettle.vm.tier;

import java.util.Optional;

/**
 * Why a provider that was found is not used.
 *
 * @param provider the class of the provider, or what is known of it
 * @param reason a sentence for the user
 * @param cause what was thrown, if anything was
 */
public record BackendProblem(String provider, String reason, Optional<Throwable> cause) {

  @Override
  public String toString() {
    return provider + ": " + reason;
  }
}
