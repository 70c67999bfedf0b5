package dev.mettle.vm.promotion;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.space.Rule;
import java.util.IdentityHashMap;

/** Where the rules of a program were written. */
final class RulePlaces {

  private final IdentityHashMap<Expression, SourcePosition> places = new IdentityHashMap<>();

  /** Remembers the place of an atom, if it is a rule. */
  void note(Atom atom, SourcePosition place) {
    if (Rule.isRule(atom)) {
      places.put((Expression) atom, place);
    }
  }

  /** A rule with its place, as far as that is known. */
  RuleText textOf(Expression rule) {
    SourcePosition place = places.get(rule);
    return place == null
        ? RuleText.of(rule.get(1), rule.get(2))
        : new RuleText(rule.get(1), rule.get(2), place.source().name(), place.line());
  }
}
