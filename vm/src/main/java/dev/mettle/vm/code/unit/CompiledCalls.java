package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.Operands;
import dev.mettle.vm.code.heat.TierUp;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.tier.Continuation;
import dev.mettle.vm.tier.UnitRuns;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the virtual machine calls compiled code, and goes on with what that leaves. */
public final class CompiledCalls implements Resumption, CapturedCall.Owner, ResumedFrames.Owner {

  /** No version is for the call. */
  static final int NOT = 0;

  /** The value is where it belongs. */
  public static final int DONE = 1;

  /** The machine has the next step. */
  public static final int LEFT = 2;

  private final CallFrames vm;
  private final InterpretedFrames interpreted;
  private final Machine machine;
  private final VmContext context;
  private final TierUp tierUp;
  private final CodeEvaluator evaluator;
  private final BegunFrames begun;
  private final ResumedFrames resumed;

  /** Of so many frames that would go on one leaves; 0 for none. */
  private final int leaveAtResumptions;

  /** Frames that went on, if that is counted. */
  private int resumptions;

  /** Calls of compiled code from code in these frames. */
  public CompiledCalls(CallFrames vm, CodeEvaluator evaluator, Meanings meanings, TierUp tierUp) {
    this.vm = vm;
    this.interpreted = new InterpretedFrames(vm);
    this.machine = vm.machine;
    this.tierUp = tierUp;
    this.evaluator = evaluator;
    this.context = new VmContext(vm, evaluator, meanings, this, tierUp.runs().leaveAtPolls());
    this.resumed = new ResumedFrames(this, machine, context);
    context.setWays(resumed);
    this.begun = new BegunFrames(vm, tierUp);
    this.leaveAtResumptions = tierUp.runs().leaveAtResumptions();
    tierUp.watch(context);
  }

  /** Frames of the interpreter that go on in compiled code. */
  public BegunFrames begun() {
    return begun;
  }

  /** Lets go of what was handed over to compiled code. */
  public void runEnded() {
    if (tierUp.isOn()) {
      context.letGo();
    }
  }

  // ------------------------------------------------------------------ calls

  /** Makes a call of the running frame; the value goes where the word at {@code next} says. */
  public int call(Code caller, Code callee, int operands, int n, Atom expected, int next) {
    CodeTier.Entry entry = entry(caller, callee, operands, n, expected);
    if (entry == null) {
      return NOT;
    }
    setArguments(entry, caller, operands, n, expected);
    machine.setRunning(caller, operands);
    if (entry.resumable()) {
      ChoicePoint before = machine.choice();
      Frame here = vm.here(caller, next);
      context.run(entry, new EngineFrame(here), room(callee));
      if (!hasOnlyValue(before)) {
        goOn(callee, entry.result(), here);
        return LEFT;
      }
    } else {
      context.run(entry, null, room(callee));
      if (context.status() != ProgramContext.VALUE) {
        goOn(callee, () -> vm.here(caller, next));
        return LEFT;
      }
    }
    context.result(entry.result(), vm.base + caller.code[next]);
    return DONE;
  }

  /** The same as the last act; the value goes to the first local. */
  public int tailCall(Code caller, Code callee, int operands, int n, Atom expected) {
    CodeTier.Entry entry = entry(caller, callee, operands, n, expected);
    if (entry == null) {
      return NOT;
    }
    setArguments(entry, caller, operands, n, expected);
    machine.setRunning(caller, operands);
    if (entry.resumable()) {
      Frame k = vm.leave(caller, operands);
      context.run(entry, new EngineFrame(k), room(callee));
      goOn(callee, entry.result(), k);
      return LEFT;
    }
    context.run(entry, null, room(callee));
    if (context.status() != ProgramContext.VALUE) {
      goOn(callee, () -> vm.leave(caller, operands));
      return LEFT;
    }
    context.result(entry.result(), vm.base + Code.LOCALS);
    return DONE;
  }

  /** Makes a call for a frame of the machine; false if no version is for it. */
  public boolean enter(Code callee, Atom[] call, Atom expected, Frame k) {
    CodeTier.Entry entry = entry(callee, call, expected);
    if (entry == null) {
      return false;
    }
    context.setArguments(entry, call, expected);
    context.run(entry, entry.resumable() ? new EngineFrame(k) : null, room(callee));
    goOn(callee, entry.result(), k);
    return true;
  }

  @Override
  public CodeTier.@Nullable Entry entry(Code callee, Atom[] call, Atom expected) {
    CodeTier tier = tierFor(callee);
    if (tier == null) {
      return null;
    }
    CodeTier.Entry found = tier.select(call, expected);
    return counted(
        tier,
        found == null
            ? tierUp.missed(callee, List.of(call).subList(1, call.length), expected)
            : found);
  }

  @Override
  public void enter(Code callee, Atom[] call, Atom expected, HeapFrame waiting) {
    CodeTier.Entry entry = entry(callee, call, expected);
    if (entry == null) {
      evaluator.enter(callee, call, expected, frameOf(waiting));
      return;
    }
    context.setArguments(entry, call, expected);
    context.run(entry, waiting, room(callee));
    if (context.status() == ProgramContext.VALUE) {
      resumed.arrive(waiting, entry.result());
    } else {
      left(callee, waiting);
    }
  }

  private CodeTier.@Nullable Entry entry(
      Code caller, Code callee, int operands, int n, Atom expected) {
    CodeTier tier = tierFor(callee);
    if (tier == null) {
      return null;
    }
    CodeTier.Entry found = OperandLanes.select(tier, vm, caller, operands, n, expected);
    return counted(
        tier,
        found == null
            ? tierUp.missed(callee, new Operands(vm, caller, operands, n), expected)
            : found);
  }

  /** What is known of the code that a call may enter; null where all steps are to be counted. */
  private @Nullable CodeTier tierFor(Code callee) {
    CodeTier tier = callee.tier;
    return tier == null || machine.countsSteps() ? null : tier;
  }

  private static CodeTier.@Nullable Entry counted(CodeTier tier, CodeTier.@Nullable Entry entry) {
    if (entry != null) {
      tier.tally.entered++;
    }
    return entry;
  }

  private void setArguments(CodeTier.Entry entry, Code caller, int operands, int n, Atom expected) {
    Lane[] lanes = entry.lanes();
    for (int i = 0; i < n; i++) {
      context.argument(i, lanes[i], caller, caller.code[operands + i]);
    }
    context.expected(n, expected);
  }

  /** Whether there is a value, and no alternative was left since. */
  private boolean hasOnlyValue(@Nullable ChoicePoint before) {
    return context.status() == ProgramContext.VALUE && machine.choice() == before;
  }

  /** Room for the calls of some code on the Java stack, see {@link UnitRuns}. */
  private int room(Code code) {
    CodeTier tier = code.noted;
    return tier == null ? tierUp.firstRoom() : tier.room;
  }

  @Override
  public int room(HeapFrame frame) {
    return room((Code) frame.layout().code());
  }

  // ------------------------------------------------------------------ going on

  /** Sets up the next step after compiled code was run for a frame of the machine. */
  private void goOn(Code callee, Lane result, Frame k) {
    if (context.status() == ProgramContext.VALUE) {
      machine.returnValue(context.result(result), k);
    } else {
      goOn(callee, () -> k);
    }
  }

  /** Sets up the next step after compiled code gave no value. */
  private void goOn(Code callee, CapturedCall.Waiting waiter) {
    if (context.status() == ProgramContext.NONE) {
      machine.fail();
      return;
    }
    HeapFrame frames = context.frames();
    HeapFrame next = context.next();
    UnitInstructions.Step step = context.takePending();
    if (step != null) {
      if (step instanceof UnitInstructions.Pending call) {
        if (!tierUp
            .leaving()
            .isComing(call.link().codeFor(call.expected()), call.call(), call.expected())) {
          tierUp.leaving().leftForCall(callee, call.name(), call.several());
        }
      } else {
        tierUp.leaving().left(callee, step.name());
      }
      Frame waiting = frameOf(frames != null ? frames : next, waiter);
      // What is computed directly has said where it is, since errors are about the call itself.
      if (frames != null
          && step instanceof UnitInstructions.Pending call
          && call.link().kind != FunctionLink.Kind.INTRINSIC) {
        FrameLayout layout = frames.layout();
        machine.setRunning((Code) layout.code(), ~layout.irOffset());
      }
      machine.proceed(m -> step.begin(m, waiting));
      return;
    }
    if (frames == null) {
      throw new IllegalStateException("compiled code left without a frame: " + callee);
    }
    tierUp.leaving().left(callee, frames.layout());
    Frame waiting = frameOf(frames.outer(), waiter);
    machine.proceed(m -> resume(frames, null, null, waiting));
  }

  @Override
  public void surprised(HeapFrame innermost) {
    Code entered = (Code) outermost(innermost).layout().code();
    tierUp.leaving().surprised((Code) innermost.layout().code(), entered);
  }

  /** The last of the frames that were captured together with one. */
  private static HeapFrame outermost(HeapFrame innermost) {
    HeapFrame last = innermost;
    for (HeapFrame next = last.outer();
        next != null && !CapturedCall.waitsAlone(next);
        next = last.outer()) {
      last = next;
    }
    return last;
  }

  @Override
  public Frame frameOf(HeapFrame frame) {
    return frame instanceof EngineFrame engine
        ? engine.frame
        : new ArrivalFrame(this, (ResumableFrame) frame, machine.depth());
  }

  /** The frame of the machine that leads values to frames whose calls begin now. */
  private Frame frameOf(@Nullable HeapFrame frame, CapturedCall.Waiting waiter) {
    if (frame == null) {
      return waiter.frame();
    }
    if (CapturedCall.waitsAlone(frame)) {
      return frameOf(frame);
    }
    Frame end = outermost(frame).outer() == null ? waiter.frame() : null;
    return new CapturedCall(this, machine, frame, end);
  }

  @Override
  public boolean resumeAll(HeapFrame first, Atom value, @Nullable Frame end) {
    Continuation way = wayOf(first);
    if (way == null || !context.deliver(way, value)) {
      return false;
    }
    HeapFrame frame = first;
    while (true) {
      resumed.goOnAlone(frame, way);
      HeapFrame outer = frame.outer();
      if (context.status() != ProgramContext.VALUE) {
        goOn((Code) frame.layout().code(), () -> frameOf(outer, () -> Objects.requireNonNull(end)));
        return true;
      }
      Lane result = way.result();
      if (outer == null) {
        machine.returnValue(context.result(result), Objects.requireNonNull(end));
        return true;
      }
      if (CapturedCall.waitsAlone(outer)) {
        resumed.arrive(outer, result);
        return true;
      }
      way = wayOf(outer);
      if (way == null || !context.deliver(way, result)) {
        machine.returnValue(
            context.result(result), frameOf(outer, () -> Objects.requireNonNull(end)));
        return true;
      }
      frame = outer;
    }
  }

  @Override
  public boolean resumeOne(HeapFrame frame, Atom value, CapturedCall.Waiting k) {
    Continuation way = wayOf(frame);
    if (way == null || !context.deliver(way, value)) {
      return false;
    }
    resumed.goOnAlone(frame, way);
    if (context.status() == ProgramContext.VALUE) {
      machine.returnValue(context.result(way.result()), k.frame());
    } else {
      goOn((Code) frame.layout().code(), k);
    }
    return true;
  }

  private @Nullable Continuation wayOf(HeapFrame frame) {
    return isInterpreted(frame) ? null : Continuation.of(frame.layout());
  }

  @Override
  public int decisions() {
    return tierUp.decisions();
  }

  @Override
  public boolean isUsable(HeapFrame frame, Continuation way) {
    if (isInterpreted(frame) || way.life().isSuperseded()) {
      return false;
    }
    if (leaveAtResumptions == 0 && !machine.countsSteps()) {
      way.setUsableAt(decisions());
    }
    return true;
  }

  /** Whether a frame goes on in the interpreter, for one because its code was given up. */
  private boolean isInterpreted(HeapFrame frame) {
    CodeTier tier = ((Code) frame.layout().code()).noted;
    return machine.countsSteps() || tier != null && tier.blocked != null || leavesForTest(frame);
  }

  /** Whether a frame that would go on leaves all the same. */
  private boolean leavesForTest(HeapFrame frame) {
    if (leaveAtResumptions == 0 || ++resumptions % leaveAtResumptions != 0) {
      return false;
    }
    tierUp.leaving().left((Code) frame.layout().code(), "a resumption");
    return true;
  }

  // ------------------------------------------------------------------ several values

  @Override
  public void arrive(ResumableFrame frame, Atom value) {
    if (ResumableCall.passes(this, machine, frame, value)) {
      goOn(frame, value);
    } else {
      machine.fail();
    }
  }

  @Override
  public void goOn(ResumableFrame frame, Atom value) {
    Continuation way = wayOf(frame);
    if (way == null || !context.deliver(way, value)) {
      interpret(frame, value);
    } else {
      resumed.goOn(frame, way);
    }
  }

  @Override
  public void goOnAt(HeapFrame frame, int target) {
    Continuation way = isInterpreted(frame) ? null : Continuation.of(frame.layout(), target);
    if (way == null) {
      interpretAt(frame, target);
    } else {
      resumed.goOn(frame, way);
    }
  }

  @Override
  public void goOnWith(HeapFrame frame, Atom list) {
    Continuation way = wayOf(frame);
    if (way == null || !context.deliver(way, list)) {
      interpreted.resumeWith(frame, list, frameOf(outerOf(frame)));
    } else {
      resumed.goOn(frame, way);
    }
  }

  @Override
  public void left(Code code, HeapFrame waiting) {
    goOn(code, () -> frameOf(waiting));
  }

  private static HeapFrame outerOf(HeapFrame frame) {
    return Objects.requireNonNull(frame.outer());
  }

  // ------------------------------------------------------------------ the interpreter

  @Override
  public void resume(HeapFrame frame, @Nullable Atom value, @Nullable SharedSlots shared, Frame k) {
    interpreted.resume(frame, value, shared, k);
  }

  @Override
  public void interpretAt(HeapFrame frame, int target) {
    interpreted.resumeAt(frame, target, frameOf(outerOf(frame)));
  }

  @Override
  public @Nullable SharedSlots share(HeapFrame frame) {
    return interpreted.share(frame);
  }

  @Override
  public void interpret(HeapFrame frame, Atom value) {
    resume(frame, value, null, frameOf(outerOf(frame)));
  }

  /** Captures a frame of the interpreter, and has it enter that again. */
  void enterAgain(FrameLayout layout, long[] words, @Nullable Object[] references, Frame k) {
    context.leave(layout, words, references);
    HeapFrame frame = Objects.requireNonNull(context.frames());
    machine.proceed(m -> resume(frame, null, null, k));
  }
}
