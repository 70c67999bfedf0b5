package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.UnitConformance;

/** The kit proves the example right; nothing is left out up to the last stage. */
class ExampleBackendTest extends UnitConformance {
  @Override
  protected Backend backend() {
    return new ClassFileBackend();
  }

  @Override
  protected int requiredStage() {
    return 6;
  }
}
