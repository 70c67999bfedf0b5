package dev.mettle.backend.javassist;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.BackendConformance;

class JavassistConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new JavassistBackend();
  }
}
