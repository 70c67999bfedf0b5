package dev.mettle.vm.code.link;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.eval.IntrinsicTable;
import dev.mettle.vm.eval.ResultFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.space.View;

/** An evaluator whose functions are code: what code leaves to it. */
public abstract class CodeEvaluator extends CallEvaluator {

  /** An evaluator on the machine of {@code evaluation}. */
  protected CodeEvaluator(Evaluation evaluation, IntrinsicTable intrinsics) {
    super(evaluation, intrinsics);
  }

  /** The functions that a view can call. */
  public abstract FunctionTable table(View view);

  /** Applies all rules of a function to a call that its code leaves to unification. */
  public abstract void applyAll(Machine m, FunctionLink link, Expression e, Atom expected, Frame k);

  /** Makes a call for which there is no code. */
  public abstract void callOut(Machine m, FunctionLink link, Atom[] args, Atom expected, Frame k);

  /** Runs a minimal instruction; its results go to a frame. */
  public final void runInstruction(Machine m, Expression e, Call call, Frame k) {
    evaluation().instructions().execute(m, e, new ResultFrame(this, k, m.depth(), e, call));
  }
}
