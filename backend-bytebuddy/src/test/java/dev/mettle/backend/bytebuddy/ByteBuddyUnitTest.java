package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.UnitConformance;

class ByteBuddyUnitTest extends UnitConformance {
  @Override
  protected Backend backend() {
    return new ByteBuddyBackend();
  }
}
