package dev.mettle.backend.spi;

/**
 * What an instruction keeps from one time that it runs to the next, such as the last verdicts of a
 * check. Opaque to backends: compiled code hands it to the method of {@link InstructionRules} that
 * does the instruction.
 *
 * @since 1.0
 */
public abstract class CodeSite {

  /** For the engine. */
  protected CodeSite() {}
}
