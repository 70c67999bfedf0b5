package dev.mettle.vm.code;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.vm.library.Operation;

/** The operation that an instruction calls. */
final class OperationSite extends CodeSite {

  final Operation operation;

  OperationSite(Operation operation) {
    this.operation = operation;
  }
}
