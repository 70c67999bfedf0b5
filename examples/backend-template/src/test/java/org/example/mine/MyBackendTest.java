package org.example.mine;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.BackendConformance;

/**
 * Each check of the kit is a test. {@code mvn verify -Dmettle.checks=vector/*} runs some of them.
 */
class MyBackendTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new MyBackend();
  }

  /** Up to this stage a check that no compiled code served has failed. */
  @Override
  protected int requiredStage() {
    return 2;
  }
}
