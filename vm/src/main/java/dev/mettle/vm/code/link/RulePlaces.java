package dev.mettle.vm.code.link;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.place.RulePlace;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.RuleCode;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules of a program were written. The text that a rule was read from is not kept, and
 * the place only as long as the rule.
 */
public final class RulePlaces {

  /** One rule as it was read; an equal one at another place is another. */
  private static final class Written extends WeakReference<Expression> {
    private final int hash;

    Written(Expression rule, @Nullable ReferenceQueue<Expression> queue) {
      super(rule, queue);
      this.hash = System.identityHashCode(rule);
    }

    boolean isRuleOf(String function) {
      Expression rule = get();
      return rule != null && functionOf(rule).equals(function);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Expression e = get();
      return other instanceof Written written && e != null && written.refersTo(e);
    }
  }

  private record Place(String source, int line, int column) {}

  private final ReferenceQueue<Expression> gone = new ReferenceQueue<>();
  private final Map<Written, Place> places = new HashMap<>();

  /** Remembers the place of an atom, if it is a rule. */
  public void note(Atom atom, SourcePosition place) {
    for (Reference<?> dead = gone.poll(); dead != null; dead = gone.poll()) {
      places.remove(dead);
    }
    if (Rule.isRule(atom)) {
      Place written = new Place(place.source().name(), place.line(), place.column());
      places.put(new Written((Expression) atom, gone), written);
    }
  }

  /** A rule with its place, as far as that is known. */
  RuleText textOf(Rule rule) {
    Place place = places.get(new Written(rule.original(), null));
    return place == null
        ? RuleText.of(rule.lhs(), rule.rhs())
        : new RuleText(rule.lhs(), rule.rhs(), place.source(), place.line());
  }

  /** Where the rule is written that a place in code belongs to. */
  public RulePlace of(RuleCode code, int line) {
    String function = code.functionName();
    if (code instanceof Rule rule) {
      Place place = places.get(new Written(rule.original(), null));
      return place == null
          ? RulePlace.unwritten(function)
          : new RulePlace(function, place.source(), place.line(), place.column());
    }
    if (line == 0) {
      return RulePlace.unwritten(function);
    }
    if (function.isEmpty()) {
      return inLine(code.sourceName(), line);
    }
    return new RulePlace(
        function, code.sourceName(), line, column(function, code.sourceName(), line));
  }

  /** The only rule in a line; its place alone if there are several. */
  private RulePlace inLine(String source, int line) {
    RulePlace found = null;
    for (Map.Entry<Written, Place> entry : places.entrySet()) {
      Place place = entry.getValue();
      Expression rule = entry.getKey().get();
      if (rule != null && place.line() == line && place.source().equals(source)) {
        if (found != null) {
          return new RulePlace("", source, line, 0);
        }
        found = new RulePlace(functionOf(rule), source, line, place.column());
      }
    }
    return found == null ? new RulePlace("", source, line, 0) : found;
  }

  private static String functionOf(Expression rule) {
    Atom head = rule.get(1);
    return AtomPrinter.print(head instanceof Expression e && e.size() > 0 ? e.get(0) : head);
  }

  /** The column of the only rule of a function in a line; 0 if there are several. */
  private int column(String function, String source, int line) {
    int found = 0;
    for (Map.Entry<Written, Place> entry : places.entrySet()) {
      Place place = entry.getValue();
      if (place.line() == line
          && place.source().equals(source)
          && entry.getKey().isRuleOf(function)) {
        if (found != 0) {
          return 0;
        }
        found = place.column();
      }
    }
    return found;
  }
}
