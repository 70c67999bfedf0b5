package dev.mettle.vm.code.frame;

import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The barrier of a call that has given a value while alternatives of it are left. It lies in the
 * frame that waits, which is protected from then on, so that all alternatives find it.
 */
final class CallBarrier extends EntryBarrier {

  private final FrameStack vm;
  private final int at;
  private final Code code;
  private final int pc;
  private CodeTier.Entry @Nullable [] known;
  private @Nullable ResumableFrame compiled;

  CallBarrier(FrameStack vm, @Nullable ChoicePoint entry, int at, Code code, int pc) {
    super(entry);
    this.vm = vm;
    this.at = at;
    this.code = code;
    this.pc = pc;
  }

  /**
   * Whether a frame of compiled code was looked for that stands for the one that waits, in these
   * classes. Nothing in the latter changes as long as alternatives are left.
   */
  boolean isKnownFor(CodeTier.Entry[] entries) {
    return known == entries;
  }

  /** Keeps the frame of compiled code that stands for the one that waits; null if none does. */
  void setCompiled(CodeTier.Entry[] entries, @Nullable ResumableFrame frame) {
    known = entries;
    compiled = frame;
  }

  /** The frame of compiled code that stands for the one that waits; null if none does. */
  @Nullable ResumableFrame compiled() {
    return compiled;
  }

  @Override
  public void release(Machine machine, Atom error) {
    int b = vm.own(at, code);
    vm.put(b + code.code[pc], error);
    vm.run(code, b, pc + Form.BEHIND_RESULT);
  }
}
