package dev.mettle.backend.javassist;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.UnitConformance;

class JavassistUnitTest extends UnitConformance {
  @Override
  protected Backend backend() {
    return new JavassistBackend();
  }
}
