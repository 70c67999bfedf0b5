package dev.mettle.vm.tier;

import java.io.Serial;

/** A function would have been interpreted although everything had to be compiled. */
public final class TierFallbackException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TierFallbackException(String message) {
    super(message);
  }
}
