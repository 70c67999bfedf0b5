package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.vm.space.RuleCode;

/** Where a rule makes an error. */
public final class ErrorSite extends CodeSite {

  public final RuleCode code;

  /** The IR offset of the instruction. */
  public final int offset;

  public ErrorSite(RuleCode code, int offset) {
    this.code = code;
    this.offset = offset;
  }
}
