package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import java.util.AbstractList;

/** The operands of an instruction of the running frame, as atoms. */
public final class Operands extends AbstractList<Atom> {

  private final FrameStack frames;
  private final Code code;
  private final int first;
  private final int count;

  /**
   * A view of operands.
   *
   * @param first where the first of them is named in the code
   */
  public Operands(FrameStack frames, Code code, int first, int count) {
    this.frames = frames;
    this.code = code;
    this.first = first;
    this.count = count;
  }

  @Override
  public Atom get(int index) {
    return frames.operand(code, code.code[first + index]);
  }

  @Override
  public int size() {
    return count;
  }
}
