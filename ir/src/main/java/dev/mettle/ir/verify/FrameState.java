package dev.mettle.ir.verify;

import dev.mettle.ir.opcode.OperandKind;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What a frame holds before an instruction that anything behind it needs.
 *
 * @param locals the locals that are live, with what each of them holds: those that are read later,
 *     on some way, before they are set; each of them has been set on all ways there
 * @param operands what lies on the operand stack, the bottom first
 * @since 1.0
 */
public record FrameState(SortedMap<Integer, OperandKind> locals, List<OperandKind> operands) {

  /** The map of locals is not copied, since neighbours share it. */
  public FrameState {
    locals = Collections.unmodifiableSortedMap(locals);
    operands = List.copyOf(operands);
  }
}
