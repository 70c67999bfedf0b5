package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import org.jspecify.annotations.Nullable;

/** Lists that are taken apart, put together, or gathered child by child. */
public final class Lists {

  private final EvaluatedData data;

  Lists(EvaluatedData data) {
    this.data = data;
  }

  /**
   * The end of a list under construction. What lies before is shared by all alternatives that came
   * up since, so it never changes.
   */
  private record Gathered(Atom last, @Nullable Gathered before, int count) {

    static Expression list(@Nullable Gathered end) {
      Atom[] children = new Atom[end == null ? 0 : end.count];
      for (Gathered g = end; g != null; g = g.before) {
        children[g.count - 1] = g.last;
      }
      return Expression.owning(children);
    }
  }

  /** A list under construction with one more child; anything but such a list is the empty one. */
  public static Object add(@Nullable Object list, Atom child) {
    Gathered before = list instanceof Gathered known ? known : null;
    return new Gathered(child, before, before == null ? 1 : before.count + 1);
  }

  /** The list that was constructed. */
  public static Expression take(@Nullable Object list) {
    return Gathered.list(list instanceof Gathered known ? known : null);
  }

  /** An expression none of whose children is a function; null for anything else. */
  public static @Nullable Expression asList(Atom atom) {
    if (!(atom instanceof Expression list)) {
      return null;
    }
    for (Atom child : list) {
      if (StepResult.isFunction(Terms.dereference(child))) {
        return null;
      }
    }
    return list;
  }

  /** A list with one more child in front; null if {@code tail} is no expression. */
  public @Nullable Expression cons(Atom first, Atom tail) {
    if (!(Terms.resolve(tail) instanceof Expression rest)) {
      return null;
    }
    Expression longer = rest.withFirst(Terms.resolve(first));
    data.markPart(longer, rest);
    return longer;
  }

  /** The first child of a list; null if there is none. */
  public @Nullable Atom car(Atom atom) {
    Expression list = withFirst(atom);
    return list == null ? null : list.get(0);
  }

  /** All children of a list but the first; null if there is none. */
  public @Nullable Atom cdr(Atom atom) {
    Expression list = withFirst(atom);
    if (list == null) {
      return null;
    }
    Expression rest = list.withoutFirst();
    data.markPart(rest, list);
    return rest;
  }

  /** The first child of a list and the list of the others; null if there is none. */
  public @Nullable Atom decons(Atom atom) {
    Expression list = withFirst(atom);
    return list == null ? null : Expression.of(list.get(0), list.withoutFirst());
  }

  private static @Nullable Expression withFirst(Atom atom) {
    return Terms.dereference(atom) instanceof Expression list && list.size() > 0 ? list : null;
  }
}
