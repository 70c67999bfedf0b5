package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.eval.Callee;
import dev.mettle.vm.eval.IntrinsicTable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.query.RuleCursor;
import dev.mettle.vm.space.Rule;

/**
 * Tier 0: evaluates the bodies of rules as they stand, with values in place of the variables. It is
 * what every other tier is judged by.
 */
public final class TreeWalker extends CallEvaluator {

  /** A tree-walker on the machine of {@code evaluation}. */
  public TreeWalker(Evaluation evaluation, IntrinsicTable intrinsics) {
    super(evaluation, intrinsics);
  }

  @Override
  protected void applyRules(Machine m, Expression e, Callee callee, Call call, Frame k) {
    CallTarget target = new CallTarget(this, e, call, k, callee.isLibraryFunction());
    Rule only = callee.onlyRule();
    if (only != null) {
      evaluation().rules().applyOnly(m, e, only, target);
    } else {
      evaluation().rules().apply(m, e, callee.cursor(e), target);
    }
  }

  @Override
  protected void applyRules(Machine m, Expression e, RuleCursor cursor, Call call, Frame k) {
    evaluation().rules().apply(m, e, cursor, new CallTarget(this, e, call, k, false));
  }
}
