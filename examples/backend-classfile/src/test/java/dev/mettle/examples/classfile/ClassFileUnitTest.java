package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.UnitConformance;

class ClassFileUnitTest extends UnitConformance {
  @Override
  protected Backend backend() {
    return new ClassFileBackend();
  }
}
