package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.CallVisitor;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.MadeBindings;
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

  private final Unifier unifier;

  /** Applies rules by {@code unifier}, on its machine. */
  public RuleApplication(Unifier unifier) {
    this.unifier = unifier;
  }

  /**
   * Applies the rules of {@code cursor} that match {@code subject}, one alternative each.
   *
   * @param cursor the rules that may match, made under the present bindings
   */
  public void apply(Machine m, Atom subject, RuleCursor cursor, RuleTarget target) {
    while (cursor.hasNext()) {
      Rule rule = cursor.next();
      @Nullable Atom[] slots = newSlots(rule);
      int mark = m.attempt();
      if (unifier.match(rule.head(), subject, slots)) {
        proceed(m, subject, rule, slots, mark, cursor, target);
        return;
      }
      m.abort(mark);
    }
    target.none(m);
  }

  /** Applies the only rule that there is for calls like {@code subject}. */
  public void applyOnly(Machine m, Expression subject, Rule rule, RuleTarget target) {
    @Nullable Atom[] slots = newSlots(rule);
    if (rule.hasPlainParameters()) {
      for (int i = 1; i < subject.size(); i++) {
        slots[i - 1] = Terms.dereference(subject.get(i));
      }
      target.take(m, rule, slots);
      return;
    }
    int mark = m.attempt();
    if (unifier.match(rule.head(), subject, slots)) {
      m.commit(mark);
      target.take(m, rule, slots);
    } else {
      m.abort(mark);
      target.none(m);
    }
  }

  /** Goes on with a rule that matches, inside the attempt that began at {@code mark}. */
  private void proceed(
      Machine m,
      Atom subject,
      Rule rule,
      @Nullable Atom[] slots,
      int mark,
      RuleCursor cursor,
      RuleTarget target) {
    if (!cursor.hasNext()) {
      m.commit(mark);
      target.take(m, rule, slots);
      return;
    }
    MadeBindings made = MadeBindings.takenBack(m, mark);
    pushNext(m, subject, mark, cursor, target);
    made.makeAgain(m);
    target.take(m, rule, slots);
  }

  /**
   * Keeps the next rule that matches for later, and ends the attempt that began at {@code mark}.
   */
  private void pushNext(Machine m, Atom subject, int mark, RuleCursor cursor, RuleTarget target) {
    MoreRules more = next(m, subject, mark, cursor, target);
    m.abort(mark);
    if (more != null) {
      m.pushChoice(more);
    }
  }

  /**
   * The next rule that matches, inside the attempt that began at {@code mark}; null without any.
   */
  private @Nullable MoreRules next(
      Machine m, Atom subject, int mark, RuleCursor cursor, RuleTarget target) {
    while (cursor.hasNext()) {
      Rule rule = cursor.next();
      @Nullable Atom[] slots = newSlots(rule);
      boolean matches = unifier.match(rule.head(), subject, slots);
      MadeBindings made = MadeBindings.takenBack(m, mark);
      if (matches) {
        return new MoreRules(subject, rule, slots, made, cursor, target);
      }
    }
    return null;
  }

  /**
   * The body of a rule that matches. The variables that only the body has come into being together,
   * so that of two of them that meet the one of the value goes on.
   *
   * @param rule the rule
   * @param slots what the variables of its left-hand side stand for
   * @return the body with these in their places
   */
  public static Atom body(Rule rule, @Nullable Atom[] slots) {
    long scope = 0;
    for (int slot = rule.headSlotCount(); slot < slots.length; slot++) {
      if (slots[slot] == null) {
        scope = scope == 0 ? Variable.newScope() : scope;
        slots[slot] = Variable.freshIn(scope, rule.slotVariable(slot).name());
      }
    }
    return Terms.instantiate(rule.body(), slots);
  }

  private static @Nullable Atom[] newSlots(Rule rule) {
    int n = rule.slotCount();
    return n == 0 ? NO_SLOTS : new Atom[n];
  }

  /** Rules that are still to be applied; the next one is known to match. */
  private final class MoreRules extends ChoicePoint {
    private final Atom subject;
    private final Rule rule;
    private final @Nullable Atom[] slots;
    private final MadeBindings made;
    private final RuleCursor cursor;
    private final RuleTarget target;

    MoreRules(
        Atom subject,
        Rule rule,
        @Nullable Atom[] slots,
        MadeBindings made,
        RuleCursor cursor,
        RuleTarget target) {
      this.subject = subject;
      this.rule = rule;
      this.slots = slots;
      this.made = made;
      this.cursor = cursor;
      this.target = target;
    }

    @Override
    protected void retry(Machine m) {
      m.popChoice();
      if (cursor.hasNext()) {
        pushNext(m, subject, m.attempt(), cursor, target);
      }
      made.makeAgain(m);
      target.take(m, rule, slots);
    }

    @Override
    protected void tellNext(CallVisitor visitor) {
      visitor.waits(rule, 0);
    }
  }
}
