package dev.mettle.vm.code.link;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.space.Rule;
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

  private record Place(String source, int line) {}

  private final ReferenceQueue<Expression> gone = new ReferenceQueue<>();
  private final Map<Written, Place> places = new HashMap<>();

  /** Remembers the place of an atom, if it is a rule. */
  public void note(Atom atom, SourcePosition place) {
    for (Reference<?> dead = gone.poll(); dead != null; dead = gone.poll()) {
      places.remove(dead);
    }
    if (Rule.isRule(atom)) {
      Place written = new Place(place.source().name(), place.line());
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
}
