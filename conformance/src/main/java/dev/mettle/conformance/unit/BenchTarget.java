package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.Clock;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.ir.function.CallKey;
import java.util.Optional;

/** What calls of a key reach: a function, or data. */
final class BenchTarget extends CallTarget {

  private final Clock clock;
  private Optional<FunctionCode> present;
  private final boolean isData;
  private boolean removed;

  BenchTarget(CallKey key, Clock clock, Optional<FunctionCode> present, boolean isData) {
    super(key.head(), clock);
    this.clock = clock;
    this.present = present;
    this.isData = isData;
  }

  /** Whether calls reach something else than at first. */
  boolean hasChanged() {
    return removed;
  }

  /** Calls reach no code from the next tick of the clock on, and are no data either. */
  void remove() {
    present = Optional.empty();
    removed = true;
  }

  @Override
  protected boolean look() {
    code = present.orElse(null);
    constructs = isData && !removed;
    lookedAt = clock.now();
    return true;
  }
}
