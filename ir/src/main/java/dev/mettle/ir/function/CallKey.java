package dev.mettle.ir.function;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rules a call can reach: the head symbol and the number of arguments at each level. {@code
 * (f 1 2)} has the key {@code f 2}, and {@code ((curry f) x)} the key {@code curry 1 1}.
 *
 * @param head the symbol at the innermost head
 * @param arities the number of arguments, of the innermost call first; at least one level
 * @since 1.0
 */
public record CallKey(Symbol head, List<Integer> arities) {

  /** Copies the list. */
  public CallKey {
    arities = List.copyOf(arities);
    if (arities.isEmpty()) {
      throw new IllegalArgumentException("a call key has at least one arity");
    }
  }

  /** The key of a call of a symbol. */
  public static CallKey of(Symbol head, int arity) {
    return new CallKey(head, List.of(arity));
  }

  /** The key of a call; none if its innermost head is no symbol. */
  public static Optional<CallKey> of(Expression call) {
    java.util.ArrayList<Integer> arities = new java.util.ArrayList<>(1);
    Atom head = call;
    while (head instanceof Expression e && e.size() > 0) {
      arities.add(e.size() - 1);
      head = e.head();
    }
    if (!(head instanceof Symbol symbol)) {
      return Optional.empty();
    }
    return Optional.of(new CallKey(symbol, arities.reversed()));
  }

  // Written out, since each call whose rules are found by unification comes here.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallKey key && head == key.head && arities.equals(key.arities);
  }

  @Override
  public int hashCode() {
    return 31 * head.hashCode() + arities.hashCode();
  }

  /** How many arguments a call of this key passes, over all levels. */
  public int parameterCount() {
    int sum = 0;
    for (int arity : arities) {
      sum += arity;
    }
    return sum;
  }

  /** This key as an atom, {@code (head arity ..)}, as constant pools hold it. */
  public Expression toAtom() {
    Atom[] children = new Atom[arities.size() + 1];
    children[0] = head;
    for (int i = 0; i < arities.size(); i++) {
      children[i + 1] = LongAtom.of(arities.get(i));
    }
    return Expression.owning(children);
  }

  /** Reads back what {@link #toAtom} made; none if {@code atom} is something else. */
  public static Optional<CallKey> fromAtom(Atom atom) {
    if (!(atom instanceof Expression e) || e.size() < 2 || !(e.head() instanceof Symbol symbol)) {
      return Optional.empty();
    }
    Integer[] arities = new Integer[e.size() - 1];
    for (int i = 0; i < arities.length; i++) {
      if (!(e.get(i + 1) instanceof LongAtom n) || n.value() < 0 || n.value() > 0xFFFF_FFF) {
        return Optional.empty();
      }
      arities[i] = (int) n.value();
    }
    return Optional.of(new CallKey(symbol, List.of(arities)));
  }

  /** The text form, {@code f 2}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(head.name());
    for (int arity : arities) {
      out.append(' ').append(arity);
    }
    return out.toString();
  }
}
