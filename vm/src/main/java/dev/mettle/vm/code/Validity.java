package dev.mettle.vm.code;

import dev.mettle.backend.spi.Clock;

/** Tells whether what code relies on, besides the rules that it was made of, is still so. */
public interface Validity {

  /** The clock of the changes that matter. */
  Clock clock();

  /** The present. */
  long now();

  /** Whether everything is still as it was at {@code stamp}. */
  boolean holdsSince(long stamp);
}
