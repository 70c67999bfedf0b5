package org.example.mine;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.BackendConformance;
import dev.mettle.conformance.kit.Skip;
import java.util.List;

/**
 * Each check of the kit is a test. {@code mvn verify -Dmettle.checks=vector/*} runs some of them.
 */
class MyBackendTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new MyBackend();
  }

  /** What is left out on purpose. */
  @Override
  protected List<Skip> skips() {
    return List.of(new Skip("size/*", "what is too long for a Java method is declined"));
  }

  /** Up to this stage a check that no compiled code served has failed. */
  @Override
  protected int requiredStage() {
    return 2;
  }
}
