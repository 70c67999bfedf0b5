package dev.mettle.ir.opcode;

/**
 * Where control can go after an instruction.
 *
 * @since 1.0
 */
public enum Flow {
  /** To the next instruction. */
  NEXT,
  /** To the next instruction or to one of the targets among the immediates. */
  BRANCH,
  /** To one of the targets among the immediates. */
  JUMP,
  /** Out of the function, or back into an older choice point. */
  END
}
