package dev.mettle.vm.tier;

import dev.mettle.backend.spi.CapturedFrame;
import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.View;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.vm.interp.Interpreter;

/**
 * What functions of the stages 1 and 2 need to run: an interpreter, and a place for the frame of
 * compiled code that leaves. Belongs to one thread at a time.
 *
 * <p>Such functions have no effects and make no choices, so the machine behind the rest of the
 * contract is not needed for them.
 */
public class TierContext extends ExecutionContext {

  /** Far less than a thread's default stack allows. */
  private static final int DEFAULT_BUDGET = 1_000;

  private static final class AnyView extends View {}

  private final Interpreter interpreter;
  private final View view;
  private LeaveReason lastReason = LeaveReason.POLL;

  /** A context with an interpreter of its own. */
  public TierContext() {
    this(new Interpreter(), new AnyView());
  }

  /** A context that runs what is not compiled in {@code interpreter}. */
  public TierContext(Interpreter interpreter, View view) {
    super(DEFAULT_BUDGET);
    this.interpreter = interpreter;
    this.view = view;
  }

  /** The interpreter. */
  public final Interpreter interpreter() {
    return interpreter;
  }

  /** What calls can see. */
  public final View view() {
    return view;
  }

  /** Why compiled code left most recently. */
  public final LeaveReason lastReason() {
    return lastReason;
  }

  @Override
  public boolean poll() {
    return false;
  }

  @Override
  public void leave(
      LeaveReason reason, IrFunction function, int irOffset, Atom[] locals, Atom[] operands) {
    // The frame itself is not needed: without effects, the call can simply be made again.
    lastReason = reason;
  }

  private static UnsupportedOperationException notYet(String what) {
    return new UnsupportedOperationException(what + " belongs to later stages");
  }

  @Override
  public int choiceHeight() {
    return 0;
  }

  @Override
  public void pushChoice(CapturedFrame frame) {
    throw notYet("a choice point");
  }

  @Override
  public void cutTo(int height) {
    throw notYet("a cut");
  }

  @Override
  public boolean bind(Variable variable, Atom value) {
    throw notYet("a binding");
  }

  @Override
  public boolean unify(Atom left, Atom right) {
    throw notYet("unification");
  }

  @Override
  public void beginAlternatives() {
    throw notYet("a barrier");
  }

  @Override
  public Atom endAlternatives(Atom value) {
    throw notYet("a barrier");
  }

  @Override
  public void beginCollect(CapturedFrame frame) {
    throw notYet("a collector");
  }

  @Override
  public void collect(Atom value) {
    throw notYet("a collector");
  }

  @Override
  public Atom callValue(View callView, Atom expectedType, Atom head, Atom[] arguments) {
    throw notYet("a call of a value");
  }

  @Override
  public Atom evaluate(View evaluationView, Atom expectedType, Atom atom) {
    throw notYet("evaluation of an atom");
  }
}
