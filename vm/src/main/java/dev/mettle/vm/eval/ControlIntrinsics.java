package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.minimal.Unification;
import java.util.List;

/** {@code if}, {@code let}, {@code let*}, {@code case}, {@code switch} and the small ones. */
final class ControlIntrinsics {

  /** How deep the operands of {@code unify} lie that the rule of {@code let} leads to. */
  private static final int UNIFY_OPERANDS_DEPTH = CallEvaluator.RESULT_DEPTH + 18;

  /** How deep the steps of the library's rule for {@code collapse} go. */
  private static final int COLLAPSE_DEPTH = 30;

  private static final Symbol LET = Symbol.of("let");
  private static final Symbol UNIFY = Symbol.of("unify");
  private static final Symbol IF_EQUAL = Symbol.of("if-equal");

  private ControlIntrinsics() {}

  static void defineIn(IntrinsicTable table) {
    table.define("if", 3, ControlIntrinsics::branch);
    table.define("let", 3, ControlIntrinsics::let);
    table.define("let*", 2, ControlIntrinsics::letSequence);
    table.define("case", 2, ControlIntrinsics::caseOf);
    table.define("switch", 2, ControlIntrinsics::switchOf);
    table.define("id", 1, (w, m, args, call, k) -> ruleBody(w, m, args[1], args, call, k));
    table.define(
        "quote", 1, (w, m, args, call, k) -> w.irreducible(m, Expression.owning(args), call, k));
    table.define("noeval", 1, (w, m, args, call, k) -> ruleBody(w, m, args[1], args, call, k));
    table.define(
        "collapse",
        1,
        ControlIntrinsics::collapse,
        List.of(IntrinsicTable.Function.of("results-of-pairs", 1)));
  }

  /** Goes on with what is the body of the function's rule. */
  private static void ruleBody(Steps w, Machine m, Atom body, Atom[] args, Call call, Frame k) {
    Atom b = Terms.dereference(body);
    if (StepResult.of(b) == StepResult.FUNCTION) {
      w.runFunction(m, (Expression) b, Expression.owning(args), call, k);
    } else {
      body(w, m, b, args, call, k);
    }
  }

  /** Goes on with what the rule of the function comes to, after a step or more. */
  static void body(Steps w, Machine m, Atom body, Atom[] args, Call call, Frame k) {
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    Atom r = Terms.dereference(body);
    switch (StepResult.of(r)) {
      case IRREDUCIBLE -> w.irreducible(m, Expression.owning(args), call, k);
      case NONE -> m.fail();
      case ERROR -> m.returnValue(Terms.resolve(r), k);
      case FUNCTION, ATOM -> m.evaluate(r, call.result(), k);
    }
  }

  private static void branch(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    switch (Terms.dereference(args[1])) {
      case BoolAtom b -> ruleBody(w, m, b.value() ? args[2] : args[3], args, call, k);
      case Variable v -> {
        m.pushChoice(
            new ChoicePoint() {
              @Override
              protected void retry(Machine machine) {
                machine.popChoice();
                machine.bind(v, BoolAtom.FALSE);
                ruleBody(w, machine, args[3], args, call, k);
              }
            });
        m.bind(v, BoolAtom.TRUE);
        ruleBody(w, m, args[2], args, call, k);
      }
      case Atom other -> w.irreducible(m, Expression.owning(args), call, k);
    }
  }

  private static void let(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (m.isTooDeep(m.depth() + UNIFY_OPERANDS_DEPTH)) {
      m.setDepth(m.depth() + UNIFY_OPERANDS_DEPTH);
      m.evaluate(Symbols.EMPTY, Symbols.ATOM, k);
      return;
    }
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    Unification.solve(
        w.evaluation().unifier(),
        m,
        args[2],
        args[1],
        machine -> {
          if (StepResult.of(Terms.dereference(args[3])) == StepResult.IRREDUCIBLE) {
            // The rule's body is what cannot be reduced.
            w.irreducible(
                machine, Expression.of(UNIFY, args[2], args[1], args[3], Symbols.EMPTY), call, k);
          } else {
            body(w, machine, args[3], args, call, k);
          }
        },
        Machine::fail);
  }

  private static void letSequence(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    Atom list = Terms.dereference(args[1]);
    if (!(list instanceof Expression pairs) || pairs.size() == 0) {
      if (list instanceof Variable) {
        w.applyRules(m, args, call, k);
      } else {
        body(w, m, args[2], args, call, k);
      }
      return;
    }
    if (!(Terms.dereference(pairs.get(0)) instanceof Expression pair) || pair.size() != 2) {
      w.applyRules(m, args, call, k);
      return;
    }
    Atom inner = Expression.of(args[0], pairs.withoutFirst(), args[2]);
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    m.evaluate(Expression.of(LET, pair.get(0), pair.get(1), inner), call.result(), k);
  }

  private static void collapse(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (m.isTooDeep(m.depth() + COLLAPSE_DEPTH)) {
      m.setDepth(m.depth() + COLLAPSE_DEPTH);
      m.evaluate(args[1], Symbols.ATOM, k);
      return;
    }
    m.setDepth(Machine.START_DEPTH);
    Frame others = new ResultFrame(w, k, m.depth(), Expression.of(args), call);
    w.evaluation().instructions().collapse(m, args[1], k, others);
  }

  private static void switchOf(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    select(w, m, args[1], args[2], args, call, k);
  }

  /** Goes on with the template of the first case whose pattern matches. */
  private static void select(
      Steps w, Machine m, Atom value, Atom cases, Atom[] args, Call call, Frame k) {
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
      case NONE, ERROR, ATOM -> body(w, m, t, args, call, k);
    }
  }

  private static void caseOf(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    NoResult none = new NoResult(w, args, call, k);
    m.pushChoice(none);
    CaseFrame frame = new CaseFrame(w, m, k, m.depth(), none, args, call);
    // What collects its subject begins to count anew.
    m.setDepth(Machine.START_DEPTH);
    m.evaluate(args[1], Symbols.UNDEFINED, frame);
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

  /** Notices that the subject of a {@code case} had no result: the soft cut. */
  private static final class NoResult extends ChoicePoint {
    private final Steps walker;
    private final Atom[] args;
    private final Call call;
    private final Frame frame;
    private boolean seen;

    NoResult(Steps walker, Atom[] args, Call call, Frame frame) {
      this.walker = walker;
      this.args = args;
      this.call = call;
      this.frame = frame;
    }

    @Override
    protected void retry(Machine m) {
      m.popChoice();
      if (seen) {
        m.fail();
      } else {
        select(walker, m, Symbols.EMPTY, args[2], args, call, frame);
      }
    }
  }

  /** Takes the results of a {@code case}'s subject. */
  private static final class CaseFrame extends BarrierFrame {
    private final Steps walker;
    private final NoResult none;
    private final Atom[] args;
    private final Call call;

    CaseFrame(
        Steps walker, Machine m, Frame parent, int depth, NoResult none, Atom[] args, Call call) {
      super(m, parent, depth);
      this.walker = walker;
      this.none = none;
      this.args = args;
      this.call = call;
    }

    @Override
    protected void accept(Machine m, Atom value, boolean last) {
      none.seen = true;
      if (last) {
        m.cut(none);
      }
      select(walker, m, value, args[2], args, call, parent());
    }
  }
}
