package dev.mettle.vm.code.link;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.eval.IntrinsicTable;
import dev.mettle.vm.eval.ResultFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.query.RuleTarget;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

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

  /** The same for something that goes on with the rules that match. */
  public abstract void applyAll(Machine m, FunctionLink link, Expression e, RuleTarget target);

  /** Goes on with a rule that matches a call, whose bindings are made. */
  public abstract void applyRule(
      Machine m, Rule rule, @Nullable Atom[] slots, Expression e, Atom expected, Frame k);

  /** The code of the body of a rule that matches a call; null if it is to be applied without. */
  public abstract @Nullable Code codeOf(Machine m, Rule rule, Atom expected);

  /** Calls a function; the next step runs its code. The children are those of the call. */
  public abstract void enter(Code code, Atom[] call, Atom expected, Frame k);

  /** The call of the code of a rule: the values of its slots behind the head. */
  public static Atom[] callOf(Rule rule, Expression e, @Nullable Atom[] slots) {
    Atom[] call = new Atom[rule.headSlotCount() + 1];
    call[0] = e.get(0);
    for (int i = 1; i < call.length; i++) {
      Atom value = slots[i - 1];
      call[i] = value == null ? Variable.fresh(rule.slotVariable(i - 1).name()) : value;
    }
    return call;
  }

  /** Makes a call for which there is no code. */
  public abstract void callOut(Machine m, FunctionLink link, Atom[] args, Atom expected, Frame k);

  /** Runs a minimal instruction; its results go to a frame. */
  public final void runInstruction(Machine m, Expression e, Call call, Frame k) {
    evaluation().instructions().execute(m, e, new ResultFrame(this, k, m.depth(), e, call));
  }
}
