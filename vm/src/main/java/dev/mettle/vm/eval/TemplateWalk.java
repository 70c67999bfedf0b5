package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Instructions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code map-atom} and {@code filter-atom}: a template is run for each child of a list, from the
 * last to the first, as the library's rules do. Those copy the rest of the list at every child;
 * here each costs the same.
 */
final class TemplateWalk {

  /** What the rule of {@code map-atom} calls: what a program adds to that counts. */
  static final List<IntrinsicTable.Function> USES =
      List.of(IntrinsicTable.Function.of("atom-subst", 3), IntrinsicTable.Function.of("noeval", 1));

  private static final Symbol FUNCTION = Symbol.of("function");
  private static final Symbol EVAL = Symbol.of("eval");
  private static final Symbol IF = Symbol.of("if");
  private static final Symbol CHAIN = Symbol.of("chain");
  private static final Symbol CONS_ATOM = Symbol.of("cons-atom");
  private static final Symbol ATOM_SUBST = Symbol.of("atom-subst");

  private final Steps walker;
  private final Atom[] args;
  private final Call call;
  private final Frame target;
  private final Expression list;
  private final Variable parameter;
  private final boolean filters;

  private TemplateWalk(
      Steps walker,
      Atom[] args,
      Call call,
      Frame target,
      Expression list,
      Variable parameter,
      boolean filters) {
    this.walker = walker;
    this.args = args;
    this.call = call;
    this.target = target;
    this.list = list;
    this.parameter = parameter;
    this.filters = filters;
  }

  /**
   * What came out for the children behind some child.
   *
   * @param first the result for the nearest one
   * @param others the results behind it, or null
   * @param end where {@code others} is null, an expression that holds the results behind
   */
  private record Results(Atom first, @Nullable Results others, Expression end) {}

  static void map(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    start(w, m, args, call, k, false);
  }

  static void filter(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    start(w, m, args, call, k, true);
  }

  private static void start(Steps w, Machine m, Atom[] args, Call call, Frame k, boolean filters) {
    if (Terms.dereference(args[1]) instanceof Expression list
        && Terms.dereference(args[2]) instanceof Variable parameter
        && !Templates.runsWhenPutIn(args[3])
        && !Templates.anyRunsWhenPutIn(list)) {
      TemplateWalk walk = new TemplateWalk(w, args, call, k, list, parameter, filters);
      walk.from(m, list.size() - 1, null, Expression.EMPTY);
    } else {
      w.applyRules(m, args, call, k);
    }
  }

  /** Goes on with the child at {@code index}; those behind it are done. */
  private void from(Machine m, int index, @Nullable Results results, Expression end) {
    Results found = results;
    for (int i = index; i >= 0; i--) {
      if (parameter.binding() != null) {
        byRule(m, i, found, end);
        return;
      }
      Atom own = Templates.sealed(args[3], List.of(parameter));
      Atom step = Instructions.putIn(own, parameter, Terms.resolve(list.get(i)));
      if (filters || Instructions.isInstruction(Terms.dereference(step))) {
        StepFrame frame = new StepFrame(m.depth(), i, found, end);
        walker.evaluation().instructions().runOrReturn(m, step, frame);
        return;
      }
      found = new Results(Terms.resolve(step), found, end);
    }
    Atom all = Terms.resolve(expression(found, end));
    walker.reduced(m, all, Expression.owning(args), call, target);
  }

  /**
   * The parameter has got a value on the way, since it stands in the list as well: what the rules
   * make of a child then is left to their own steps.
   */
  private void byRule(Machine m, int index, @Nullable Results results, Expression end) {
    Variable step = Variable.fresh("step");
    Variable value = Variable.fresh("value");
    Atom child = Terms.resolve(list.get(index));
    Atom behind = Terms.resolve(expression(results, end));
    Atom now = Terms.dereference(parameter);
    Atom own = Templates.sealed(args[3], now instanceof Variable v ? List.of(v) : List.of());
    Expression put = Expression.of(ATOM_SUBST, child, now, own);
    Atom last =
        filters
            ? choice(value, child, (Expression) behind)
            : returned(Expression.of(CONS_ATOM, value, behind));
    Expression steps =
        Expression.of(
            CHAIN, Expression.of(EVAL, put), step, Expression.of(CHAIN, step, value, last));
    decide(m, index, (Expression) Terms.resolve(steps));
  }

  /** Goes on with what the rules' own steps give for the children from one on. */
  private void decide(Machine m, int index, Expression steps) {
    Expression rest = list.from(index);
    walker
        .evaluation()
        .instructions()
        .function(
            m,
            Expression.of(FUNCTION, steps),
            Expression.of(args[0], rest, parameter, args[3]),
            new DecisionFrame(m.depth(), index));
  }

  /** The step by which the rules keep a child or not. */
  private static Expression choice(Atom keep, Atom child, Expression behind) {
    return Expression.of(
        EVAL,
        Expression.of(
            IF,
            keep,
            returned(Expression.of(CONS_ATOM, child, behind)),
            Expression.of(Symbols.RETURN, behind)));
  }

  private static Expression returned(Expression instruction) {
    Variable result = Variable.fresh("result");
    return Expression.of(CHAIN, instruction, result, Expression.of(Symbols.RETURN, result));
  }

  private static Expression expression(@Nullable Results results, Expression end) {
    int count = 0;
    for (Results r = results; r != null; r = r.others()) {
      count++;
    }
    Atom[] children = new Atom[count + end.size()];
    int at = 0;
    for (Results r = results; r != null; r = r.others()) {
      children[at++] = r.first();
    }
    for (Atom child : end) {
      children[at++] = child;
    }
    return Expression.owning(children);
  }

  /** Waits for what the template gives for one child. */
  private final class StepFrame extends Frame {
    private final int index;
    private final @Nullable Results results;
    private final Expression end;

    StepFrame(int depth, int index, @Nullable Results results, Expression end) {
      super(target, depth);
      this.index = index;
      this.results = results;
      this.end = end;
    }

    @Override
    public void resume(Machine m, Atom value) {
      if (!filters) {
        from(m, index - 1, new Results(value, results, end), end);
      } else if (Terms.dereference(value) instanceof BoolAtom keep) {
        Atom child = list.get(index);
        from(m, index - 1, keep.value() ? new Results(child, results, end) : results, end);
      } else {
        decideByRule(m, value);
      }
    }

    /** What is no Bool value is left to {@code if}, which may do anything with it. */
    private void decideByRule(Machine m, Atom keep) {
      Expression behind = (Expression) Terms.resolve(expression(results, end));
      decide(m, index, choice(keep, Terms.resolve(list.get(index)), behind));
    }
  }

  /** Waits for the results from one child on. */
  private final class DecisionFrame extends Frame {
    private final int index;

    DecisionFrame(int depth, int index) {
      super(target, depth);
      this.index = index;
    }

    @Override
    public void resume(Machine m, Atom value) {
      // What the rules make of the rest is an expression, an error as well.
      from(m, index - 1, null, (Expression) Terms.resolve(value));
    }
  }
}
