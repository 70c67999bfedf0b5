package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;

/** The right backend passes, so that what a wrong one fails is its own defect. */
class ClassFileConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new ClassFileBackend();
  }
}
