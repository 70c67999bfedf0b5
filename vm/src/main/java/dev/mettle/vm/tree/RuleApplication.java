package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Applies rules to a call, one step at a time. Whether another rule can still match is decided
 * before the bindings of the first one are made, so that a call with one matching rule leaves no
 * choice point behind and no alternative is lost.
 */
public final class RuleApplication {

  private static final @Nullable Atom[] NO_SLOTS = new Atom[0];

  private final TreeWalker walker;

  RuleApplication(TreeWalker walker) {
    this.walker = walker;
  }

  /** Where the body of a matching rule goes. */
  private sealed interface Target {
    /** Goes on with the body. */
    void take(TreeWalker walker, Machine m, Atom body);

    /** No rule matches. */
    void none(TreeWalker walker, Machine m);
  }

  /** The evaluator: the body is evaluated further. */
  private record Evaluation(Expression expression, Call call, Frame frame) implements Target {
    @Override
    public void take(TreeWalker walker, Machine m, Atom body) {
      if (Instructions.isFunction(body)) {
        walker
            .instructions()
            .function(
                m,
                (Expression) body,
                expression,
                new ResultFrame(walker, frame, m.depth(), expression, call));
      } else {
        m.setDepth(m.depth() + TreeWalker.RULE_DEPTH);
        walker.reduced(m, body, expression, call, frame);
      }
    }

    @Override
    public void none(TreeWalker walker, Machine m) {
      walker.irreducible(m, expression, call, frame);
    }
  }

  /** The instruction {@code eval}: the body is data, unless it is a {@code function}. */
  private record SingleStep(Atom subject, Frame frame) implements Target {
    @Override
    public void take(TreeWalker walker, Machine m, Atom body) {
      if (Instructions.isFunction(body)) {
        walker.instructions().function(m, (Expression) body, subject, frame);
      } else {
        m.returnValue(Terms.resolve(body), frame);
      }
    }

    @Override
    public void none(TreeWalker walker, Machine m) {
      m.returnValue(Symbols.NOT_REDUCIBLE, frame);
    }
  }

  /** Applies rules for the evaluator. */
  void apply(Machine m, Expression e, RuleCursor cursor, Call call, Frame k) {
    if (!cursor.hasNext()) {
      walker.irreducible(m, e, call, k);
      return;
    }
    first(m, e, cursor, new Evaluation(e, call, k));
  }

  /** Applies rules for {@code eval}; bodies go to {@code k} as data. */
  void step(Machine m, Atom subject, RuleCursor cursor, Frame k) {
    first(m, subject, cursor, new SingleStep(subject, k));
  }

  private void first(Machine m, Atom subject, RuleCursor cursor, Target target) {
    while (cursor.hasNext()) {
      Rule rule = cursor.next();
      @Nullable Atom[] slots = newSlots(rule);
      int mark = m.attempt();
      if (walker.unifier().match(rule.head(), subject, slots)) {
        proceed(m, subject, rule, slots, mark, cursor, target);
        return;
      }
      m.abort(mark);
    }
    target.none(walker, m);
  }

  /** Goes on with a rule that matches, inside the attempt that began at {@code mark}. */
  private void proceed(
      Machine m,
      Atom subject,
      Rule rule,
      @Nullable Atom[] slots,
      int mark,
      RuleCursor cursor,
      Target target) {
    if (!cursor.hasNext()) {
      m.commit(mark);
      target.take(walker, m, Terms.instantiate(rule.body(), slots));
      return;
    }
    boolean bound = m.trailTop() > mark;
    m.undoTo(mark);
    Unifier unifier = walker.unifier();
    Rule next = null;
    @Nullable Atom[] nextSlots = NO_SLOTS;
    boolean nextBound = false;
    while (next == null && cursor.hasNext()) {
      Rule candidate = cursor.next();
      @Nullable Atom[] candidateSlots = newSlots(candidate);
      boolean matches = unifier.match(candidate.head(), subject, candidateSlots);
      if (matches) {
        next = candidate;
        nextSlots = candidateSlots;
        nextBound = m.trailTop() > mark;
      }
      m.undoTo(mark);
    }
    m.abort(mark);
    if (next != null) {
      m.pushChoice(new MoreRules(subject, next, nextBound ? null : nextSlots, cursor, target));
    }
    @Nullable Atom[] own = slots;
    if (bound) {
      own = newSlots(rule);
      unifier.match(rule.head(), subject, own);
    }
    target.take(walker, m, Terms.instantiate(rule.body(), own));
  }

  private static @Nullable Atom[] newSlots(Rule rule) {
    int n = rule.slotCount();
    return n == 0 ? NO_SLOTS : new Atom[n];
  }

  /** Rules that are still to be applied; the next one is known to match. */
  private final class MoreRules extends ChoicePoint {
    private final Atom subject;
    private final Rule rule;
    private final @Nullable Atom @Nullable [] slots;
    private final RuleCursor cursor;
    private final Target target;

    MoreRules(
        Atom subject,
        Rule rule,
        @Nullable Atom @Nullable [] slots,
        RuleCursor cursor,
        Target target) {
      this.subject = subject;
      this.rule = rule;
      this.slots = slots;
      this.cursor = cursor;
      this.target = target;
    }

    @Override
    protected void retry(Machine m) {
      m.popChoice();
      int mark = m.attempt();
      @Nullable Atom[] filled = slots;
      if (filled == null) {
        filled = newSlots(rule);
        walker.unifier().match(rule.head(), subject, filled);
      }
      proceed(m, subject, rule, filled, mark, cursor, target);
    }
  }
}
