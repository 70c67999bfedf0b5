package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.InstructionConformance;

class ClassFileInstructionTest extends InstructionConformance {
  @Override
  protected Backend backend() {
    return new ClassFileBackend();
  }
}
