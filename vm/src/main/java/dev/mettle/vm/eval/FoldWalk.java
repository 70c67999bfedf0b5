package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import java.util.List;

/**
 * {@code foldl-atom}: a template is evaluated for the value so far and each child of a list. The
 * library's rules copy the rest of the list at every child; here each costs the same.
 */
final class FoldWalk {

  private static final Symbol EVAL = Symbol.of("eval");

  private final Steps walker;
  private final Atom[] args;
  private final Call call;
  private final Frame target;
  private final Expression list;
  private final Variable left;
  private final Variable right;

  private FoldWalk(
      Steps walker,
      Atom[] args,
      Call call,
      Frame target,
      Expression list,
      Variable left,
      Variable right) {
    this.walker = walker;
    this.args = args;
    this.call = call;
    this.target = target;
    this.list = list;
    this.left = left;
    this.right = right;
  }

  static void fold(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (Terms.dereference(args[1]) instanceof Expression list
        && Terms.dereference(args[3]) instanceof Variable left
        && Terms.dereference(args[4]) instanceof Variable right
        && !Templates.anyRunsWhenPutIn(list)) {
      new FoldWalk(w, args, call, k, list, left, right).from(m, 0, Terms.resolve(args[2]));
    } else {
      w.applyRules(m, args, call, k);
    }
  }

  /** Goes on with the child at {@code index}. */
  private void from(Machine m, int index, Atom soFar) {
    // A parameter that a step has given a value is none any more, which the rules complain about.
    boolean bound = left.binding() != null || right.binding() != null;
    if (index == list.size() && !bound) {
      walker.reduced(m, soFar, Expression.of(args), call, target);
      return;
    }
    if (bound || Templates.runsWhenPutIn(soFar)) {
      Expression rest = list.from(index);
      Expression others = Expression.of(args[0], rest, soFar, left, right, args[5]);
      walker
          .evaluation()
          .instructions()
          .execute(
              m,
              Expression.of(EVAL, others),
              new ResultFrame(walker, target, m.depth(), Expression.of(args), call));
      return;
    }
    // Variables of its own: what is put in may hold those of the caller.
    Expression own = (Expression) Templates.sealed(Expression.of(left, right, args[5]), List.of());
    Atom half = Terms.substitute(own.get(2), (Variable) own.get(0), soFar);
    Atom step = Terms.substitute(half, (Variable) own.get(1), Terms.resolve(list.get(index)));
    Frame next = new StepFrame(m, index);
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    m.evaluate(step, Symbols.UNDEFINED, next);
  }

  /** Waits for the next value; of its alternatives, errors go on only if all are errors. */
  private final class StepFrame extends BarrierFrame {
    private final int index;

    StepFrame(Machine m, int index) {
      super(m, target, m.depth());
      this.index = index;
    }

    @Override
    protected void accept(Machine m, Atom value, boolean last) {
      from(m, index + 1, Terms.resolve(value));
    }
  }
}
