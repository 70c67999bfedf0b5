package dev.mettle.vm.code.decode;

import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of instructions for which the machine has one of its own. Nothing may jump into the middle
 * of a row.
 */
final class Idioms {

  /** Instructions that evaluate one element of a tuple. */
  static final int ELEMENT_LENGTH = 4;

  final UnchangedPlaces unchanged;
  private final IrFunction function;
  private final BitSet targets;

  /** Those of a function; {@code targets} is filled before they are asked for. */
  Idioms(IrFunction function, BitSet targets) {
    this.function = function;
    this.targets = targets;
    this.unchanged = new UnchangedPlaces(function);
  }

  /** Where code goes on after an element that is its own value: nothing has run then. */
  int afterElement(int offset) {
    int next = offset + ELEMENT_LENGTH;
    boolean guarded =
        function.code().get(next).opcode() == Opcode.GUARD
            && !targets.get(next)
            && unchanged.at(offset);
    return guarded ? next + 1 : next;
  }

  /** Whether the code at {@code offset} evaluates one element of a tuple, in the usual way. */
  boolean evaluatesElement(int offset) {
    List<Instruction> code = function.code();
    if (offset + ELEMENT_LENGTH >= code.size()) {
      return false;
    }
    for (int i = 1; i <= ELEMENT_LENGTH; i++) {
      if (targets.get(offset + i)) {
        return false;
      }
    }
    return code.get(offset + 1).opcode() == Opcode.PUSH_TYPE
        && function.constant(code.get(offset + 1).immediate(0)) == Symbols.UNDEFINED
        && (code.get(offset + 2).opcode() == Opcode.EVAL_ATOM
            || code.get(offset + 2).opcode() == Opcode.JUMP_UNLESS_VALUE)
        && code.get(offset + 3).opcode() == Opcode.JUMP_IF_ERROR;
  }
}
