package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.unit.InstructionConformance;

class ByteBuddyInstructionTest extends InstructionConformance {
  @Override
  protected Backend backend() {
    return new ByteBuddyBackend();
  }
}
