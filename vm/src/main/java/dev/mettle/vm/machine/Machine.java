package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.RuleCode;
import dev.mettle.vm.space.View;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The control structure that every tier runs on: frames, choice points, the trail of bindings, and
 * limits. One loop takes one step after the other; a step evaluates an atom, hands a value to a
 * frame, or goes back to the newest choice point. Evaluation, loading of modules and library
 * functions all set up further steps and never start a loop of their own, so that alternatives
 * stream and depth is bounded by the heap.
 *
 * <p>A machine belongs to one thread at a time.
 */
public final class Machine extends Trail implements Running {

  /** What the next step does. */
  enum Step {
    EVALUATE,
    RETURN,
    FAIL,
    PROCEED,
    DONE
  }

  /** The virtual depth of an atom behind {@code !}, as {@code max-stack-depth} counts. */
  public static final int START_DEPTH = 2;

  static final Action NOTHING = m -> {};
  private final Evaluator evaluator;
  private Step step = Step.DONE;
  private Atom atom = Symbols.EMPTY;
  private Atom type = Symbols.UNDEFINED;
  private @Nullable Frame frame;
  private Action action = NOTHING;
  private @Nullable OperandStack operandStack;
  private @Nullable ChoicePoint choice;
  private Limits limits = Limits.none();
  private boolean countsSteps;

  /** A machine that evaluates by {@code evaluator}, at first in {@code view}. */
  public Machine(Evaluator evaluator, View view) {
    super(view);
    this.evaluator = evaluator;
  }

  // ---- the loop

  /** The frame that waits for what runs now. */
  @Nullable Frame waiting() {
    return frame;
  }

  /** The operand stack of an evaluator that keeps one. */
  @Nullable OperandStack operandStack() {
    return operandStack;
  }

  /** Puts another run in the place of the present one, which may go on later. */
  State exchange(State other) {
    OperandStack operands = operandStack;
    State present =
        new State(
            this,
            step,
            atom,
            type,
            frame,
            action,
            choice,
            trail,
            attempts,
            operands == null ? null : operands.exchange(other.operands),
            limits);
    goOn(other);
    return present;
  }

  /**
   * Puts another run in the place of the present one, which is over. Nothing is allocated here: it
   * may be over since the heap is full.
   */
  void resume(State waiting) {
    OperandStack operands = operandStack;
    Object stack = waiting.operands;
    if (operands != null && stack != null) {
      operands.replace(stack);
    }
    goOn(waiting);
  }

  private void goOn(State other) {
    take(other);
    step = other.step;
    atom = other.atom;
    type = other.type;
    frame = other.frame;
    action = other.action;
    choice = other.choice;
    goOn(other.trail, other.attempts, limitOf(choice));
    limits = other.limits;
    countsSteps = limits.countsSteps();
  }

  /** Sets up the first step of a run. */
  @FunctionalInterface
  public interface Start {
    /** Calls one of the methods that set up a step; results are for {@code top}. */
    void begin(Machine machine, Frame top);
  }

  /** Takes steps until there is nothing left to do or the run pauses. */
  void loop() {
    int stride = limits.stride();
    int left = stride;
    BindingLog before = bindings.enter();
    try {
      while (true) {
        if (left == 0) {
          int passed = stride;
          stride = 0;
          limits.passed(passed);
          stride = limits.stride();
          left = stride;
        }
        left--;
        switch (step) {
          case EVALUATE -> {
            if (maxDepth > 0 && depth > maxDepth) {
              overflow();
            } else {
              evaluator.evaluate(this, atom, type, requireFrame());
            }
          }
          case RETURN -> {
            Frame f = requireFrame();
            depth = f.depth();
            f.runs(this);
            f.resume(this, atom);
          }
          case FAIL -> {
            ChoicePoint c = choice;
            if (c == null) {
              return;
            }
            goBackTo(c);
            c.retry(this);
          }
          case PROCEED -> {
            Action a = action;
            action = NOTHING;
            a.run(this);
          }
          case DONE -> {
            return;
          }
        }
      }
    } finally {
      bindings.leave(before);
      OperandStack operands = operandStack;
      limits.count(stride - left + (operands == null ? 0 : operands.takeWork()));
    }
  }

  private void overflow() {
    Atom call = Expression.of(Symbol.of("metta"), Terms.resolve(atom), type, view().space());
    returnValue(ErrorOrigin.made(Errors.of(call, Symbols.STACK_OVERFLOW), this), requireFrame());
  }

  // ---- setting up the next step

  /** Next, evaluate {@code goal} against {@code expected}; its values go to {@code to}. */
  public void evaluate(Atom goal, Atom expected, Frame to) {
    atom = goal;
    type = expected;
    frame = to;
    to.begun(this);
    step = Step.EVALUATE;
  }

  /** Next, hand {@code value} to {@code to}. */
  public void returnValue(Atom value, Frame to) {
    atom = value;
    frame = to;
    step = Step.RETURN;
  }

  /** Next, run {@code next}; for evaluators that have more to go on with than a frame. */
  public void proceed(Action next) {
    action = next;
    step = Step.PROCEED;
  }

  /** Something to go on with. */
  @FunctionalInterface
  public interface Action {
    /** Goes on, by setting up the next step. */
    void run(Machine machine);
  }

  /** Next, go back to the newest choice point. */
  public void fail() {
    step = Step.FAIL;
  }

  /** Ends the run; what is left of it is forgotten. */
  public void finish() {
    step = Step.DONE;
  }

  // ---- registers

  /** What calls can see at present. */
  public View view() {
    return Objects.requireNonNull(view);
  }

  /** Changes what calls can see; a frame that restores the old view must wait for the values. */
  public void setView(View v) {
    view = v;
  }

  /** The virtual depth of the current step, see {@link #startDepth}. */
  public int depth() {
    return depth;
  }

  /** Sets the virtual depth for the next step. */
  public void setDepth(int d) {
    depth = d;
  }

  /**
   * Begins a new count of the virtual depth with the next step. Whoever waits for the values gives
   * the old depth and the old limit back.
   *
   * @param most the largest virtual depth at which an atom is still evaluated; 0 for no limit
   */
  public void startDepth(int most) {
    depth = START_DEPTH;
    maxDepth = most;
  }

  /** The largest virtual depth at which an atom is still evaluated; 0 for no limit. */
  public int maxDepth() {
    return maxDepth;
  }

  /** Goes back to a limit that {@link #maxDepth} gave. */
  public void setMaxDepth(int most) {
    maxDepth = most;
  }

  /** Whether there is a limit on the virtual depth. */
  public boolean limitsDepth() {
    return maxDepth > 0;
  }

  /** Whether a virtual depth is beyond the limit, if there is one. */
  public boolean isTooDeep(int d) {
    return maxDepth > 0 && d > maxDepth;
  }

  private Frame requireFrame() {
    Frame f = frame;
    if (f == null) {
      throw new IllegalStateException("no frame waits for a value");
    }
    return f;
  }

  @Override
  public RuleCode running() {
    return running;
  }

  @Override
  public int runningAt() {
    return runningAt;
  }

  /** Says which rule sets up the next step: errors that it makes have its place. */
  public void setRunning(RuleCode code, int place) {
    running = code;
    runningAt = place;
  }

  // ---- the operand stack of an evaluator that keeps one

  /** Where the part of the operand stack ends that is in use; 0 without such a stack. */
  public int stackTop() {
    return stackTop;
  }

  /** Says where the part of the operand stack ends that is in use. */
  public void setStackTop(int top) {
    stackTop = top;
  }

  /** Where the part of the operand stack ends that the newest choice point may come back to. */
  public int frozenTop() {
    ChoicePoint c = choice;
    return c == null ? 0 : c.stackTop;
  }

  /** Lets an evaluator keep an operand stack, which is another one for each run. */
  public void setOperandStack(OperandStack operands) {
    operandStack = operands;
  }

  /**
   * Counts work that an evaluator has done on its own, and looks at the limits.
   *
   * @throws dev.mettle.vm.limits.RunStoppedException if the run must end
   */
  public void passed(int steps) {
    limits.passed(steps);
  }

  /** How much work an evaluator may do on its own before it tells {@link #passed}. */
  public int stride() {
    return limits.stride();
  }

  /** Whether the steps of this run are limited, so that all of them have to be counted. */
  public boolean countsSteps() {
    return countsSteps;
  }

  // ---- choice points

  /** The newest choice point, if there is one. */
  public @Nullable ChoicePoint choice() {
    return choice;
  }

  /** Makes {@code c} the newest choice point, under the present bindings. */
  public void pushChoice(ChoicePoint c) {
    pushChoice(c, trailTop);
  }

  /**
   * Makes {@code c} the newest choice point, under the bindings that the trail had at {@code top}.
   */
  public void pushChoice(ChoicePoint c, int top) {
    c.previous = choice;
    c.take(this);
    c.trailTop = top;
    c.serialLimit = Variable.nextSerial();
    choice = c;
    setChoiceLimit(c.serialLimit);
  }

  /** Removes the newest choice point; called when it takes its last alternative. */
  public void popChoice() {
    ChoicePoint c = requireChoice();
    choice = c.previous;
    setChoiceLimit(limitOf(choice));
  }

  /**
   * Removes {@code c} without going back to it, if it is the newest, and forgets the bindings that
   * were remembered for it alone. Returns whether it was.
   */
  public boolean cut(ChoicePoint c) {
    if (choice != c) {
      return false;
    }
    int from = c.trailTop;
    popChoice();
    compactTrail(from);
    return true;
  }

  /** Restores what the newest choice point remembers, before its next alternative is taken. */
  public void goBackTo(ChoicePoint c) {
    undoTo(c.trailTop);
    take(c);
  }

  private static long limitOf(@Nullable ChoicePoint c) {
    return c == null ? 0 : c.serialLimit;
  }

  ChoicePoint requireChoice() {
    ChoicePoint c = choice;
    if (c == null) {
      throw new IllegalStateException("no choice point");
    }
    return c;
  }

  /** All registers: a run that waits while the machine does something else. */
  static final class State extends Registers {

    final Step step;
    final Atom atom;
    final Atom type;
    final @Nullable Frame frame;
    final Action action;
    final @Nullable ChoicePoint choice;
    final Variable[] trail;
    final int attempts;
    final @Nullable Object operands;
    final Limits limits;

    /** The run that is going on in a machine. */
    State(
        Registers place,
        Step step,
        Atom atom,
        Atom type,
        @Nullable Frame frame,
        Action action,
        @Nullable ChoicePoint choice,
        Variable[] trail,
        int attempts,
        @Nullable Object operands,
        Limits limits) {
      super(null);
      take(place);
      this.step = step;
      this.atom = atom;
      this.type = type;
      this.frame = frame;
      this.action = action;
      this.choice = choice;
      this.trail = trail;
      this.attempts = attempts;
      this.operands = operands;
      this.limits = limits;
    }

    /** A run that is about to begin. */
    State(View view, Limits limits) {
      super(view);
      this.depth = START_DEPTH;
      this.step = Step.DONE;
      this.atom = Symbols.EMPTY;
      this.type = Symbols.UNDEFINED;
      this.frame = null;
      this.action = NOTHING;
      this.choice = null;
      this.trail = new Variable[0];
      this.attempts = 0;
      this.operands = null;
      this.limits = limits;
    }
  }
}
