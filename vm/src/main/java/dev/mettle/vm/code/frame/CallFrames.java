package dev.mettle.vm.code.frame;

import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How frames are left and how values come back to them, through the barrier of each call. */
public abstract class CallFrames extends FrameStack {

  public static final long PC_MASK = 0xFFFF_FFFFL;

  /** How many calls may be made before the limits are looked at. */
  public int stride;

  /** How many of them are left. */
  public int fuel;

  public CallFrames(Machine machine) {
    super(machine);
  }

  /** The number of calls since it was last asked for. */
  public int takeWork() {
    int done = stride - fuel;
    fuel = stride;
    return done;
  }

  /** Counts a turn of a loop inside a function like a call. */
  public void countStep() {
    if (--fuel < 0) {
      machine.passed(takeWork());
      stride = machine.stride();
      fuel = stride;
    }
  }

  /** Copies a frame that must stay as it is to where it may change. */
  public int copyUp(int from, Code code) {
    share(from, code);
    int size = code.frameSize;
    int to = Math.max(machine.frozenTop(), from + size);
    ensure(to + size);
    System.arraycopy(words, from, words, to, size);
    System.arraycopy(lane, from, lane, to, size);
    return to;
  }

  @Override
  public final int own(int at, Code code) {
    return at < machine.frozenTop() ? copyUp(at, code) : at;
  }

  /**
   * Makes objects of what copies of a frame have in common. Until a frame is copied, a barrier is
   * the newest choice point of before it, and a scope the serial that it began at; places that hold
   * neither yet may hold what was there before.
   */
  public final void share(int at, Code code) {
    for (int place : code.shared) {
      long word = words[at + place];
      Object found = lane[at + place];
      if (Words.isInteger(word)) {
        lane[at + place] = new RuleScope(Words.integer(word));
        words[at + place] = Words.REFERENCE;
      } else if (word == Words.REFERENCE && (found == null || found instanceof ChoicePoint)) {
        lane[at + place] = new BlockBarrier(this, (ChoicePoint) found);
      }
    }
  }

  /** What the running frame returns to, for an evaluator that needs a frame of the machine. */
  Frame continuation() {
    Object link = lane[base];
    if (link instanceof Code parent) {
      int at = (int) (words[base] >>> 32);
      return new ReturnFrame(this, machine.depth(), at, parent, (int) (words[base] & PC_MASK));
    }
    return (Frame) Objects.requireNonNull(link);
  }

  /**
   * Where the running frame goes on once a value is there, which goes to the place at {@code pc}.
   */
  public Frame here(Code code, int pc) {
    machine.setRunning(code, pc);
    lane[base + 1] = machine.choice();
    machine.setStackTop(base + code.frameSize);
    return new ReturnFrame(this, machine.depth(), base, code, pc);
  }

  /** Gives up the running frame, at {@code pc}: what comes next is for its continuation. */
  public Frame leave(Code code, int pc) {
    machine.setRunning(code, pc);
    Frame k = continuation();
    machine.setStackTop(floor());
    return k;
  }

  @Override
  final void resume(int at, Code code, int pc, Atom value) {
    int b = receive(at, code, pc, Words.REFERENCE, value);
    if (b >= 0) {
      put(b + code.code[pc], value);
      run(code, b, pc + Form.BEHIND_RESULT);
    }
  }

  /**
   * Lets a value through the barrier of a frame that waits for it. While others are left, the frame
   * goes on in compiled code if there is some by now.
   *
   * @param value null if it is the word, and so no error
   * @return where the frame goes on; negative if it does not
   */
  public int receive(int at, Code code, int pc, long word, @Nullable Atom value) {
    Object pending = lane[at + 1];
    ChoicePoint now = machine.choice();
    if (pending == now) {
      return at;
    }
    CallBarrier barrier;
    if (pending instanceof CallBarrier known) {
      barrier = known;
    } else {
      barrier = new CallBarrier(this, (ChoicePoint) pending, at, code, pc);
      lane[at + 1] = barrier;
    }
    if (value == null) {
      barrier.pass(machine);
    } else if (!barrier.passes(machine, value)) {
      machine.fail();
      return LEAVE;
    }
    if (barrier.entry() == now) {
      return at;
    }
    CodeTier tier = code.tier;
    if (tier != null && !barrier.isKnownFor(tier.entries)) {
      barrier.setCompiled(tier.entries, compiled(at, code, pc));
    }
    ResumableFrame compiled = tier == null ? null : barrier.compiled();
    if (compiled == null) {
      return own(at, code);
    }
    machine.setStackTop(floor(lane[at], words[at], machine));
    goOn(compiled, value == null ? Words.toAtom(word) : value);
    return LEAVE;
  }

  /** The frame of compiled code that stands for one that waits; null if there is none. */
  protected abstract @Nullable ResumableFrame compiled(int at, Code code, int pc);

  /** Lets a frame of compiled code go on with a value. */
  protected abstract void goOn(ResumableFrame frame, Atom value);

  /** Puts a callee's frame in place of the running one. */
  public final void tailCall(int at, Code code, Code callee, int operands, int n, Atom expected) {
    // The arguments go above the running frame first, since the new one may overlap it.
    int above = base + code.frameSize;
    int end = Math.max(above + n, at + callee.frameSize);
    if (end > lane.length) {
      ensure(end);
    }
    long[] w = words;
    @Nullable Object[] a = lane;
    int[] c = code.code;
    for (int i = 0; i < n; i++) {
      int from = c[operands + i];
      long word = from >= 0 ? w[base + from] : code.poolWords[~from];
      w[above + i] = word;
      if (word == Words.REFERENCE) {
        a[above + i] = from >= 0 ? a[base + from] : code.pool[~from];
      }
    }
    w[at] = w[base];
    a[at] = a[base];
    int to = at + Code.LOCALS;
    for (int i = 0; i < n; i++) {
      long word = w[above + i];
      w[to + i] = word;
      if (word == Words.REFERENCE) {
        a[to + i] = a[above + i];
      }
    }
    w[to + n] = Words.REFERENCE;
    a[to + n] = expected;
  }
}
