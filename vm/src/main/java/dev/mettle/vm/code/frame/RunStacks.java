package dev.mettle.vm.code.frame;

import dev.mettle.vm.compiled.GeneratedCode;
import dev.mettle.vm.machine.CallVisitor;
import dev.mettle.vm.machine.OperandStack;
import dev.mettle.vm.machine.WaitingCall;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of the runs that share a virtual machine. One is in the machine; those of runs that
 * wait are with them. One empty stack is kept, so that short runs need not make one each.
 */
public final class RunStacks implements OperandStack {

  /** A stack with more words is not kept for the next run. */
  private static final int LARGEST_KEPT = 1 << 20;

  private final CallFrames vm;
  private final Runnable atEnd;
  private long[] spareWords = FrameStack.NO_WORDS;
  private @Nullable Object[] spareLane = FrameStack.NO_LANE;

  /** A stack whose run waits, and the registers that belong to it. */
  private record Waiting(
      long[] words, @Nullable Object[] lane, int base, int high, int stride, int fuel) {}

  /**
   * The stacks of the runs of a machine.
   *
   * @param atEnd what else is to be let go at the end of a run
   */
  public RunStacks(CallFrames vm, Runnable atEnd) {
    this.vm = vm;
    this.atEnd = atEnd;
  }

  @Override
  public Object exchange(@Nullable Object other) {
    Waiting present = new Waiting(vm.words, vm.lane, vm.base, vm.high, vm.stride, vm.fuel);
    set(other == null ? empty() : (Waiting) other);
    return present;
  }

  private Waiting empty() {
    if (spareWords == FrameStack.NO_WORDS) {
      return new Waiting(new long[FrameStack.SIZE], new Object[FrameStack.SIZE], 0, 0, 0, 0);
    }
    Waiting kept = new Waiting(spareWords, spareLane, 0, 0, 0, 0);
    spareWords = FrameStack.NO_WORDS;
    spareLane = FrameStack.NO_LANE;
    return kept;
  }

  @Override
  public void replace(Object other) {
    atEnd.run();
    if (vm.words.length <= LARGEST_KEPT) {
      Arrays.fill(vm.lane, 0, Math.min(vm.high, vm.lane.length), null);
      spareWords = vm.words;
      spareLane = vm.lane;
    }
    set((Waiting) other);
  }

  private void set(Waiting stack) {
    vm.words = stack.words;
    vm.lane = stack.lane;
    vm.base = stack.base;
    vm.high = stack.high;
    vm.stride = stack.stride;
    vm.fuel = stack.fuel;
  }

  @Override
  public boolean tellRunning(Throwable end, CallVisitor visitor) {
    boolean isCode = false;
    for (StackTraceElement element : end.getStackTrace()) {
      if (element.getClassName().startsWith(GeneratedCode.PREFIX)) {
        String source = Objects.requireNonNullElse(element.getFileName(), "");
        if (!visitor.waits(new CompiledRule(source), Math.max(0, element.getLineNumber()))) {
          return true;
        }
      }
      isCode = isCode || element.getClassName().equals(vm.getClass().getName());
    }
    if (isCode) {
      visitor.waits(vm.machine.running(), vm.machine.runningAt());
    }
    return isCode;
  }

  @Override
  public void tellWaiting(CallVisitor visitor) {
    FrameWalk.fromRunning(vm, visitor);
  }

  @Override
  public void tellWaiting(@Nullable WaitingCall current, CallVisitor visitor) {
    FrameWalk.from(vm, current, visitor);
  }

  @Override
  public int takeWork() {
    return vm.takeWork();
  }
}
