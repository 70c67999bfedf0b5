package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;

/**
 * A backend that can be used.
 *
 * @param backend the backend
 * @param descriptor what it said about itself, asked once
 */
public record AvailableBackend(Backend backend, BackendDescriptor descriptor) {

  /** The name by which users choose it. */
  public String id() {
    return descriptor.id();
  }
}
