package dev.mettle.benchmarks.jmh;

import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import java.util.List;
import java.util.Optional;

/** The backends on the class path. */
public final class Backends {

  private Backends() {}

  /** Their ids, in alphabetical order. */
  public static List<String> ids() {
    return BackendCatalog.discover().backends().stream()
        .map(AvailableBackend::id)
        .sorted()
        .toList();
  }

  /** The backend of this id. */
  static AvailableBackend named(String id) {
    return BackendCatalog.discover().select(Optional.of(id)).orElseThrow();
  }
}
