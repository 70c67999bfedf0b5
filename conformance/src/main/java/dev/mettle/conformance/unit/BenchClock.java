package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Clock;

/** A clock that a test sets. */
final class BenchClock extends Clock {

  /** Something has changed. */
  void tick() {
    advance();
  }
}
