package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** A frame of the virtual machine's stack that waits for a value from another evaluator. */
final class ReturnFrame extends Frame {

  private final FrameStack vm;
  private final int at;
  private final Code code;
  private final int pc;

  ReturnFrame(FrameStack vm, int depth, int at, Code code, int pc) {
    super(null, depth);
    this.vm = vm;
    this.at = at;
    this.code = code;
    this.pc = pc;
  }

  /** Where the frame begins. */
  int at() {
    return at;
  }

  /** The code that waits. */
  Code code() {
    return code;
  }

  /** Where the code says where the value goes. */
  int pc() {
    return pc;
  }

  @Override
  public void resume(Machine machine, Atom value) {
    vm.resume(at, code, pc, value);
  }
}
