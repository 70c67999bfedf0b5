package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.BackendConformance;

class ByteBuddyConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new ByteBuddyBackend();
  }
}
