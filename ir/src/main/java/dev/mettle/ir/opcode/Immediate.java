package dev.mettle.ir.opcode;

/**
 * One number behind an opcode, as the table declares it: of a kind, or a local and its use.
 *
 * @since 1.0
 */
public sealed interface Immediate permits ImmediateKind, LocalImmediate {

  /** What the number means. */
  ImmediateKind kind();
}
