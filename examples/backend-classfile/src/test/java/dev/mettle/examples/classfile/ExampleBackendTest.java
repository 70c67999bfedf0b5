package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.BackendConformance;
import dev.mettle.conformance.kit.Skip;
import java.util.List;

/** The kit proves the example right; arithmetic and branches are covered without a gap. */
class ExampleBackendTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new ClassFileBackend();
  }

  @Override
  protected List<Skip> skips() {
    return List.of(new Skip("size/*", "what is too long is left to the interpreter"));
  }

  @Override
  protected int requiredStage() {
    return 2;
  }
}
