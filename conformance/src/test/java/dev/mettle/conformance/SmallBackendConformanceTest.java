package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;

class SmallBackendConformanceTest extends BackendConformance {

  @Override
  protected Backend backend() {
    return new SmallBackend();
  }
}
