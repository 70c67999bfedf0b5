package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.tier.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * Lets frames of resumable code go on, one after the other: what one gives goes to the frame that
 * waits for it, and where there is nothing, the newest alternative is next. As long as that is
 * compiled code, it takes no step of the machine; within one class, it does not even leave its
 * loop.
 */
final class ResumedFrames implements VmContext.Ways {

  /** Who knows of code, and of the interpreter. */
  interface Owner extends Resumption {

    /** Room for the calls of a frame on the Java stack. */
    int room(HeapFrame frame);

    /** How often it was decided anew which code goes on. */
    int decisions();

    /** Whether a frame goes on by its way in compiled code. */
    boolean isUsable(HeapFrame frame, Continuation way);

    /** Lets a frame that waits for a value go on in the interpreter. */
    void interpret(HeapFrame frame, Atom value);

    /** Lets a frame go on in the interpreter, at one of the targets of its instruction. */
    void interpretAt(HeapFrame frame, int target);

    /** Sets up the next step after code gave no value to a frame that waits. */
    void left(Code code, HeapFrame waiting);
  }

  /** So many alternatives are tried before the machine counts a step and looks at its limits. */
  private static final int ALTERNATIVES = 64;

  private final Owner calls;
  private final Machine machine;
  private final VmContext context;

  // What goes on now. A run that an operation begins in the midst of it puts this back.
  private @Nullable Continuation running;
  private @Nullable HeapFrame frame;
  private int left;
  private int room;

  /** Whether the class that runs has asked what is next. */
  private boolean isAsked;

  /** What goes on behind the class that runs, once it has asked. */
  private @Nullable Continuation behind;

  ResumedFrames(Owner calls, Machine machine, VmContext context) {
    this.calls = calls;
    this.machine = machine;
    this.context = context;
  }

  /** Lets a frame go on whose value, if it waits for one, was delivered. */
  void goOn(HeapFrame next, Continuation way) {
    run(next, way, way.result());
  }

  /** Hands the result of code that was entered to what waits for it. */
  void arrive(HeapFrame waiting, Lane lane) {
    run(waiting, null, lane);
  }

  /** Lets a frame go on that gives its value to whoever asks. */
  void goOnAlone(HeapFrame alone, Continuation way) {
    Continuation waitingWay = running;
    running = null;
    try {
      context.prepare(alone, calls.room(alone));
      context.invoke(way.handle());
    } finally {
      running = waitingWay;
    }
  }

  /**
   * Runs what goes on, until the machine has the next step.
   *
   * @param known the way on; null if the result of a lane is to be handed to the frame
   */
  private void run(HeapFrame first, @Nullable Continuation known, Lane lane) {
    Continuation waitingWay = running;
    HeapFrame waitingFrame = frame;
    int waitingLeft = left;
    int waitingRoom = room;
    left = ALTERNATIVES;
    room = first instanceof EngineFrame ? 0 : calls.room(first);
    try {
      Continuation way = known == null ? deliver(first, lane) : begin(first, known);
      while (way != null) {
        isAsked = false;
        behind = null;
        context.invoke(way.handle());
        way = isAsked ? behind : following();
      }
    } finally {
      running = waitingWay;
      frame = waitingFrame;
      left = waitingLeft;
      room = waitingRoom;
      // The class around has not asked yet: it is at work.
      isAsked = false;
      behind = null;
    }
  }

  @Override
  public int nextWay() {
    Continuation present = running;
    if (present == null) {
      return -1;
    }
    Continuation way = following();
    isAsked = true;
    if (way != null && way.life() == present.life()) {
      return way.number();
    }
    behind = way;
    return -1;
  }

  /** What is not plain is refused, and takes the way through {@link #nextWay}. */
  @Override
  public boolean handOver(FrameLayout layout, @Nullable Atom value) {
    HeapFrame done = frame;
    if (running == null || done == null || !(done.outer() instanceof ResumableFrame next)) {
      return false;
    }
    if (next.layout() != layout || value != null && Symbols.isError(value)) {
      return false;
    }
    Continuation way = (Continuation) layout.continuation();
    if (way == null || !way.isUsableAt(calls.decisions())) {
      return false;
    }
    next.succeed();
    begin(next, way);
    return true;
  }

  private Continuation begin(HeapFrame next, Continuation way) {
    running = way;
    frame = next;
    context.prepare(next, room);
    return way;
  }

  /** What goes on next, which is prepared; null if the machine has the next step. */
  private @Nullable Continuation following() {
    HeapFrame done = frame;
    Continuation way = running;
    if (done == null || way == null) {
      throw new IllegalStateException("nothing was going on");
    }
    HeapFrame outer = done.outer();
    if (outer == null) {
      throw new IllegalStateException("nothing waits");
    }
    return switch (context.status()) {
      case ProgramContext.VALUE -> deliver(outer, way.result());
      case ProgramContext.NONE -> alternative();
      default -> {
        calls.left((Code) done.layout().code(), outer);
        yield null;
      }
    };
  }

  /** Hands a result to what waits for it. */
  private @Nullable Continuation deliver(HeapFrame waiting, Lane lane) {
    if (waiting instanceof EngineFrame engine) {
      machine.returnValue(context.result(lane), engine.frame);
      return null;
    }
    ResumableFrame next = (ResumableFrame) waiting;
    if (lane != Lane.REFERENCE) {
      // No error; if it is the last value, nobody asks any more.
      next.succeed();
    } else if (!ResumableCall.passes(calls, machine, next, context.result(lane))) {
      return alternative();
    }
    Continuation way = usable(next, (Continuation) next.layout().continuation());
    if (way == null || !context.deliver(way, lane)) {
      calls.interpret(next, context.result(lane));
      return null;
    }
    return begin(next, way);
  }

  /** Takes the newest alternative. */
  private @Nullable Continuation alternative() {
    ChoicePoint choice = machine.choice();
    if (--left < 0 || !(choice instanceof CompiledChoice compiled)) {
      machine.fail();
      return null;
    }
    machine.goBackTo(compiled);
    HeapFrame next = compiled.advance(machine);
    Continuation way = usable(next, compiled.way());
    if (way == null) {
      calls.interpretAt(next, compiled.target());
      return null;
    }
    return begin(next, way);
  }

  /** A way on, unless the frame has to go on in the interpreter. */
  private @Nullable Continuation usable(HeapFrame next, @Nullable Continuation way) {
    return way == null || way.isUsableAt(calls.decisions()) || calls.isUsable(next, way)
        ? way
        : null;
  }
}
