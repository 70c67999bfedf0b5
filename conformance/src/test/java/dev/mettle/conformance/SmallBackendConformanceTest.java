package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.kit.Skip;
import java.util.List;

class SmallBackendConformanceTest extends BackendConformance {

  @Override
  protected Backend backend() {
    return new SmallBackend();
  }

  @Override
  protected List<Skip> skips() {
    return List.of(new Skip("unit/lanes/*", "all values are references"));
  }
}
