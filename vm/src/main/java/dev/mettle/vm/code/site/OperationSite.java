package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.RuleCode;

/** The operation that an instruction calls. */
public final class OperationSite extends CodeSite {

  public final Operation operation;

  /** The code that the instruction is part of. */
  public final RuleCode code;

  /** Its IR offset. */
  public final int offset;

  public OperationSite(Operation operation, RuleCode code, int offset) {
    this.operation = operation;
    this.code = code;
    this.offset = offset;
  }
}
