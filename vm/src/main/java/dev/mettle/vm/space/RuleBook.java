package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.RuleSet.AnyCall;
import dev.mettle.vm.space.RuleSet.ExpressionHead;
import dev.mettle.vm.space.RuleSet.RuleKey;
import dev.mettle.vm.space.RuleSet.SymbolHead;
import dev.mettle.vm.space.RuleSet.ValueHead;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rule sets of a space, by the form of call that they are for. */
final class RuleBook {

  private final StampCounter counter;

  /** Sets are kept, since code asks them for its rules. */
  private final FunctorTable<RuleSet> bySymbol = new FunctorTable<>(set -> false);

  private final Map<ExpressionHead, RuleSet> byExpression = new HashMap<>();
  private final Map<Integer, RuleSet> byValueSize = new HashMap<>();
  private final RuleSet generic;

  RuleBook(StampCounter counter) {
    this.counter = counter;
    this.generic = new RuleSet(new AnyCall(), counter);
  }

  /** Number of forms of calls that sets are kept for. */
  int forms() {
    return bySymbol.count() + byExpression.size() + byValueSize.size();
  }

  RuleSet of(Symbol head, int size) {
    RuleSet set = bySymbol.get(head, size);
    if (set == null) {
      set = withGeneric(new RuleSet(new SymbolHead(head, size), counter));
      bySymbol.put(head, size, set);
    }
    return set;
  }

  /** The rules for calls of a symbol; null without any. Forms that have none leave nothing here. */
  @Nullable RuleSet find(Symbol head, int size) {
    RuleSet known = bySymbol.get(head, size);
    if (known == null && hasGeneric(new SymbolHead(head, size))) {
      known = of(head, size);
    }
    return known == null || known.isEmpty() ? null : known;
  }

  /** The same for calls of an expression; as long as no rule is written for them, the general. */
  @Nullable RuleSet find(ExpressionHead form) {
    RuleSet known = byExpression.isEmpty() ? null : byExpression.get(form);
    if (known == null) {
      return hasGeneric(form) ? generic : null;
    }
    return known.isEmpty() ? null : known;
  }

  private RuleSet of(ExpressionHead form) {
    RuleSet set = byExpression.get(form);
    if (set == null) {
      set = withGeneric(new RuleSet(form, counter));
      byExpression.put(form, set);
    }
    return set;
  }

  RuleSet ofValue(int size) {
    RuleSet set = byValueSize.get(size);
    if (set == null) {
      set = withGeneric(new RuleSet(new ValueHead(size), counter));
      byValueSize.put(size, set);
    }
    return set;
  }

  /** Whether there may be a rule for values, of any number of children. */
  boolean mayHaveOfValues() {
    if (!generic.isEmpty()) {
      return true;
    }
    for (RuleSet set : byValueSize.values()) {
      if (!set.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a rule for values; unlike {@link #ofValue} this makes no set. */
  boolean hasOfValue(int size) {
    RuleSet known = byValueSize.isEmpty() ? null : byValueSize.get(size);
    if (known != null) {
      return !known.isEmpty();
    }
    return hasGeneric(new ValueHead(size));
  }

  private boolean hasGeneric(RuleKey form) {
    if (generic.isEmpty()) {
      return false;
    }
    for (Candidates rules = generic.all(); rules.hasNext(); ) {
      if (form.admits(rules.nextRule().lhs())) {
        return true;
      }
    }
    return false;
  }

  void add(Rule rule) {
    Atom lhs = rule.lhs();
    if (RuleSet.isGeneric(lhs)) {
      generic.add(rule);
      bySymbol.forEach(set -> addIfAdmitted(set, rule));
      byExpression.values().forEach(set -> addIfAdmitted(set, rule));
      byValueSize.values().forEach(set -> addIfAdmitted(set, rule));
    } else {
      RuleSet own = ownSet(lhs);
      if (own != null) {
        own.add(rule);
      }
    }
  }

  /** Forgets a rule that has been marked as removed. */
  void remove(Rule rule) {
    Atom lhs = rule.lhs();
    if (RuleSet.isGeneric(lhs)) {
      generic.remove(rule);
      bySymbol.forEach(set -> removeIfAdmitted(set, rule));
      byExpression.values().forEach(set -> removeIfAdmitted(set, rule));
      byValueSize.values().forEach(set -> removeIfAdmitted(set, rule));
    } else {
      RuleSet own = ownSet(lhs);
      if (own != null) {
        own.remove(rule);
      }
    }
  }

  /** The set that rules with this left-hand side are written for; null for those of no call. */
  private @Nullable RuleSet ownSet(Atom lhs) {
    if (!(lhs instanceof Expression e) || e.size() == 0) {
      return null;
    }
    return switch (e.get(0)) {
      case Symbol head -> of(head, e.size());
      case Expression head -> of(ExpressionHead.of(head, e.size()));
      case Grounded head -> ofValue(e.size());
      case Variable head -> null;
    };
  }

  private RuleSet withGeneric(RuleSet set) {
    for (Candidates rules = generic.all(); rules.hasNext(); ) {
      addIfAdmitted(set, rules.nextRule());
    }
    return set;
  }

  private static void addIfAdmitted(RuleSet set, Rule rule) {
    if (set.admits(rule.lhs())) {
      set.add(rule);
    }
  }

  private static void removeIfAdmitted(RuleSet set, Rule rule) {
    if (set.admits(rule.lhs())) {
      set.remove(rule);
    }
  }
}
