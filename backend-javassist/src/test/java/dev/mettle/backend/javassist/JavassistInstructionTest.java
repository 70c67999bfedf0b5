package dev.mettle.backend.javassist;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.InstructionConformance;

class JavassistInstructionTest extends InstructionConformance {
  @Override
  protected Backend backend() {
    return new JavassistBackend();
  }
}
