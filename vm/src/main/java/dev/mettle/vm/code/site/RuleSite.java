package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.vm.space.RuleCode;

/** A place in a rule, for errors that come from there. */
public final class RuleSite extends CodeSite {

  public final RuleCode code;

  /** The IR offset of the instruction. */
  public final int offset;

  public RuleSite(RuleCode code, int offset) {
    this.code = code;
    this.offset = offset;
  }
}
