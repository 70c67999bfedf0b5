package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.vm.library.Operation;

/** The operation that an instruction calls. */
public final class OperationSite extends CodeSite {

  public final Operation operation;

  public OperationSite(Operation operation) {
    this.operation = operation;
  }
}
