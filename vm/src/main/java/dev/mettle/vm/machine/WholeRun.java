package dev.mettle.vm.machine;

import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.space.View;
import java.util.concurrent.CancellationException;

/** A run of a machine from its beginning to its end, and what was at work if something ends it. */
public final class WholeRun {

  private WholeRun() {}

  /**
   * Runs what {@code begin} sets up until nothing is left to do. Results go to {@code sink} as they
   * come; errors at the end, and only if there was nothing else. An operation written in Java may
   * call this while it is itself called by a run, which waits.
   *
   * @param sink takes the results
   * @param start the view of the run
   * @param begin sets up the first step
   * @throws RunStoppedException if a limit ended the run; the machine can be used again
   */
  public static void run(
      Machine machine, ResultSink sink, View start, Limits limits, Machine.Start begin) {
    TopFrame top = new TopFrame(sink);
    Machine.State waiting = machine.exchange(new Machine.State(start, limits));
    try {
      begin.begin(machine, top);
      machine.loop();
      top.finish();
    } catch (OutOfMemoryError e) {
      // What fills it is still there.
      CallCount.makeRoom();
      limits.fullOf(waitingCalls(machine));
      tellAtWork(machine, limits, e);
      throw e;
    } catch (RunStoppedException
        | CancellationException
        | ArithmeticException
        | StackOverflowError e) {
      limits.endedIn(waitingRules(machine, e));
      throw e;
    } finally {
      machine.undoTo(0);
      machine.resume(waiting);
    }
  }

  /** Notes what was at work when the heap was full, if there is room for that. */
  private static void tellAtWork(Machine machine, Limits limits, OutOfMemoryError end) {
    try {
      limits.endedIn(waitingRules(machine, end));
    } catch (OutOfMemoryError e) {
      end.addSuppressed(e);
    }
  }

  /** The calls that wait, in words that follow on a sentence; nothing if they are few. */
  private static String waitingCalls(Machine machine) {
    CallCount calls = new CallCount();
    OperandStack operands = machine.operandStack();
    if (operands != null) {
      operands.tellWaiting(calls);
      if (calls.areMany()) {
        return calls.inWords();
      }
    }
    CallCount others = new CallCount();
    tellWaiting(machine, others);
    return others.inWords();
  }

  /** The rules that are at work. */
  private static WaitingRules waitingRules(Machine machine, Throwable end) {
    WaitingRules rules = new WaitingRules();
    CallVisitor visitor =
        (code, place) -> {
          rules.add(code, place);
          return rules.wantsMore();
        };
    OperandStack operands = machine.operandStack();
    if (operands == null || !operands.tellRunning(end, visitor)) {
      rules.add(machine.running(), machine.runningAt());
      tellWaiting(machine, visitor);
    } else {
      operands.tellWaiting(visitor);
    }
    return withNext(machine, rules);
  }

  /**
   * What was at work when a value had just been handed to whoever gathers all of them, or when an
   * alternative had failed: the rule that would have gone on next.
   */
  private static WaitingRules withNext(Machine machine, WaitingRules found) {
    ChoicePoint next = machine.choice();
    if (next == null) {
      return found;
    }
    WaitingRules rules = new WaitingRules();
    next.tellNext(
        (code, place) -> {
          rules.add(code, place);
          return false;
        });
    return rules.isMoreExactThan(found) || isHandedOn(next, found) ? rules.before(found) : found;
  }

  /** Whether what was found gathers what the alternatives give, of which there are more. */
  private static boolean isHandedOn(ChoicePoint next, WaitingRules found) {
    ChoicePoint c = next;
    while (c != null && !c.gathers()) {
      c = c.previous;
    }
    return c != null && c != next && found.beginsWith(c.running, c.runningAt);
  }

  private static void tellWaiting(Machine machine, CallVisitor visitor) {
    OperandStack operands = machine.operandStack();
    if (operands != null) {
      operands.tellWaiting(machine.waiting(), visitor);
      return;
    }
    for (Frame f = machine.waiting(); f != null && f.tell(visitor); f = f.outer()) {
      // The visitor hears of each.
    }
  }
}
