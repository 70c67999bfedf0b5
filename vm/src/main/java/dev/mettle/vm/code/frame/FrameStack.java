package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.machine.Machine;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stack of the frames of one run: words, with a lane of references beside them. */
public abstract class FrameStack {

  /** What the loop does next is set up in the machine. */
  public static final int LEAVE = -1;

  /** What is on the stack between runs. */
  static final long[] NO_WORDS = {};

  static final @Nullable Object[] NO_LANE = {};

  /** How many words a stack has at first. */
  static final int SIZE = 1 << 8;

  public final Machine machine;

  /** The stack of the present run. */
  public long[] words = NO_WORDS;

  public @Nullable Object[] lane = NO_LANE;

  /** The register of the running frame, for the slow roads. */
  public int base;

  /** Behind this, the lane is empty. */
  public int high;

  FrameStack(Machine machine) {
    this.machine = machine;
  }

  // ---------------------------------------------------------------- values

  /** The atom at an index of the stack. */
  public Atom at(int index) {
    long word = words[index];
    return word == Words.REFERENCE
        ? (Atom) Objects.requireNonNull(lane[index])
        : Words.toAtom(word);
  }

  public void put(int index, Atom atom) {
    long word = Words.of(atom);
    words[index] = word;
    if (word == Words.REFERENCE) {
      lane[index] = atom;
    }
  }

  /** Types stay references, whatever they are: code reads them without looking at the word. */
  public void putType(int index, Atom type) {
    words[index] = Words.REFERENCE;
    lane[index] = type;
  }

  /** An operand of the running frame: a place, or a constant. */
  public Atom operand(Code code, int operand) {
    return operand < 0 ? (Atom) code.pool[~operand] : at(base + operand);
  }

  public void copyOperand(Code code, int operand, int to) {
    if (operand < 0) {
      put(to, (Atom) code.pool[~operand]);
    } else {
      long word = words[base + operand];
      words[to] = word;
      if (word == Words.REFERENCE) {
        lane[to] = lane[base + operand];
      }
    }
  }

  // ---------------------------------------------------------------- frames

  /** Makes room; the lane grows last, so that its length tells how far frames can go. */
  public void ensure(int top) {
    if (top > lane.length) {
      int length = Math.max(SIZE, lane.length);
      while (length < top) {
        length += length >> 1;
      }
      // One after the other, since a deep recursion needs the memory: never two copies of both.
      if (words.length < length) {
        words = Arrays.copyOf(words, length);
      }
      lane = Arrays.copyOf(lane, length);
    }
    high = Math.max(high, top);
  }

  /** Where the frame at {@code at} may be changed: itself, or a copy. */
  public abstract int own(int at, Code code);

  /** Runs code in a frame until something is to be done that is not code. */
  public abstract void run(Code code, int at, int pc);

  /** A value has come for a frame of this stack; it goes to the place at {@code pc}. */
  abstract void resume(int at, Code code, int pc, Atom value);

  /** Where the frames that the running frame returns to end. */
  public int floor() {
    return floor(lane[base], words[base], machine);
  }

  /** The same for a frame that returns to {@code link}. */
  public static int floor(@Nullable Object link, long control, Machine machine) {
    int end =
        link instanceof Code parent ? (int) (control >>> 32) + parent.frameSize : (int) control;
    return Math.max(end, machine.frozenTop());
  }

  /** Begins a frame above everything in use; its arguments are still to be set. */
  public int push(Object link, long control, Code code) {
    int at = Math.max(machine.stackTop(), machine.frozenTop());
    ensure(at + code.frameSize);
    lane[at] = link;
    words[at] = control;
    return at;
  }
}
