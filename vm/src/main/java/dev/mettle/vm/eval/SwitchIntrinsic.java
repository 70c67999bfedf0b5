package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.minimal.Unification;
import java.util.List;

/** {@code switch}, computed directly. */
final class SwitchIntrinsic {

  /** What the rules call: what a program adds to that counts. */
  static final List<IntrinsicTable.Function> USES =
      List.of(
          IntrinsicTable.Function.of("id", 1),
          IntrinsicTable.Function.of("switch-minimal", 2),
          IntrinsicTable.Function.of("switch-internal", 2));

  /** What stays of a {@code switch} is a call of this. */
  private static final Symbol MINIMAL = Symbol.of("switch-minimal");

  /** How deep its second operand lies, while it is itself the first operand of {@code id}. */
  private static final int OPERANDS_DEPTH =
      CallEvaluator.RESULT_DEPTH + CallEvaluator.operandDepth(1) + CallEvaluator.operandDepth(2);

  private static final Symbol IF_EQUAL = Symbol.of("if-equal");

  private SwitchIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (m.isTooDeep(m.depth() + OPERANDS_DEPTH)) {
      m.setDepth(m.depth() + OPERANDS_DEPTH);
      m.evaluate(args[2], Symbols.EXPRESSION, k);
      return;
    }
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    select(w, m, args[1], args[2], new Atom[] {MINIMAL, args[1], args[2]}, call, k);
  }

  /** Goes on with the template of the first case whose pattern matches. */
  static void select(Steps w, Machine m, Atom value, Atom cases, Atom[] args, Call call, Frame k) {
    if (Terms.dereference(cases) instanceof Expression list) {
      selectFrom(w, m, value, list, 0, args, call, k);
    } else {
      m.fail();
    }
  }

  private static void selectFrom(
      Steps w, Machine m, Atom value, Expression cases, int from, Atom[] args, Call call, Frame k) {
    for (int i = from; i < cases.size(); i++) {
      Atom written = Terms.dereference(cases.get(i));
      if (written instanceof Variable v) {
        // It is unified with (pattern template), both of them unknown.
        written = Expression.of(Variable.fresh("pattern"), Variable.fresh("template"));
        m.bind(v, written);
      }
      if (!(written instanceof Expression branch) || branch.size() != 2) {
        m.fail();
        return;
      }
      Atom pattern = Terms.dereference(branch.get(0));
      if (Unification.queried(Terms.dereference(value), pattern) != null) {
        int next = i + 1;
        Unification.solve(
            w.evaluation().unifier(),
            m,
            value,
            pattern,
            machine -> selected(w, machine, branch.get(1), next == 1, args, call, k),
            machine -> selectFrom(w, machine, value, cases, next, args, call, k));
        return;
      }
      int mark = m.attempt();
      if (w.evaluation().unifier().unify(value, pattern)) {
        m.commit(mark);
        selected(w, m, branch.get(1), i == 0, args, call, k);
        return;
      }
      m.abort(mark);
    }
    m.fail();
  }

  /** Goes on with the template of a case; one that is not reducible is no result. */
  private static void selected(
      Steps w, Machine m, Atom template, boolean first, Atom[] args, Call call, Frame k) {
    Atom t = Terms.dereference(template);
    switch (StepResult.of(t)) {
      case IRREDUCIBLE -> m.fail();
      case FUNCTION -> {
        // It runs as the result of the step that the library's rules end with.
        Expression last = Expression.of(IF_EQUAL, t, Symbols.NOT_REDUCIBLE, Symbols.EMPTY, t);
        Frame result = new TemplateFrame(w, m, k, first, args, call);
        w.evaluation().instructions().function(m, (Expression) t, last, result);
      }
      case NONE, ERROR, ATOM -> RuleBody.onward(w, m, t, args, call, k);
    }
  }

  /**
   * Takes what a template (function ..) gives. That nothing can be reduced reaches the call itself
   * from the first case alone; from the others it is found out on the way, as with any template.
   */
  private static final class TemplateFrame extends Frame {
    private final Steps walker;
    private final boolean first;
    private final Atom[] args;
    private final Call call;

    TemplateFrame(Steps walker, Machine m, Frame parent, boolean first, Atom[] args, Call call) {
      super(parent, m.depth());
      this.walker = walker;
      this.first = first;
      this.args = args;
      this.call = call;
    }

    @Override
    public void resume(Machine m, Atom value) {
      if (!first && StepResult.of(Terms.dereference(value)) == StepResult.IRREDUCIBLE) {
        m.fail();
      } else {
        walker.reduced(m, value, Expression.of(args), call, parent());
      }
    }
  }
}
