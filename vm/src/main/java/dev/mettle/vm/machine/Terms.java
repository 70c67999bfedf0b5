package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.VariableRewriter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Operations on atoms that hold bound variables or stand for templates. None recurses over data.
 */
public final class Terms {

  private static final int MANY_PARTS = 10_000;

  private Terms() {}

  /**
   * The value of a bound variable, the last variable of an unbound chain, any other atom itself.
   */
  public static Atom dereference(Atom atom) {
    while (atom instanceof Variable v) {
      Atom value = v.binding();
      if (value == null) {
        return v;
      }
      atom = value;
    }
    return atom;
  }

  /** {@code atom} with every bound variable replaced by its value. */
  public static Atom resolve(Atom atom) {
    return atom.isGround() ? atom : Resolution.of(atom);
  }

  /**
   * Whether a variable is called, as in {@code ($f x)} or {@code (($f x) y)}: such an expression is
   * never reduced, whatever rules there are.
   */
  public static boolean hasVariableHead(Expression e) {
    Atom head = e;
    while (head instanceof Expression inner && !inner.isGround()) {
      OpenFacts facts = OpenFacts.of(inner);
      if (facts != null) {
        return facts.hasVariableHead();
      }
      head = dereference(inner.get(0));
    }
    return head instanceof Variable;
  }

  /** A rule's template with its slots filled; an empty slot is filled with a fresh variable. */
  public static Atom instantiate(Atom template, @Nullable Atom[] slots) {
    return template.isGround() ? template : Instantiation.of(template, slots);
  }

  /** {@code atom} with each occurrence of {@code symbol} replaced by what {@code with} gives. */
  public static Atom replaceSymbol(Atom atom, Symbol symbol, Supplier<Atom> with) {
    if (atom == symbol) {
      return with.get();
    }
    if (!(atom instanceof Expression root)) {
      return atom;
    }
    // Depth first by an explicit stack: a level is the source, its copy and the next index.
    ArrayDeque<Expression> sources = new ArrayDeque<>();
    ArrayDeque<Atom[]> copies = new ArrayDeque<>();
    ArrayDeque<Integer> positions = new ArrayDeque<>();
    sources.push(root);
    copies.push(root.toArray());
    int next = 0;
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      Expression source = sources.element();
      Atom[] copy = copies.element();
      if (next == source.size()) {
        Expression done = Expression.owning(copy);
        sources.pop();
        copies.pop();
        if (sources.isEmpty()) {
          return done;
        }
        next = positions.pop();
        copies.element()[next++] = done;
        continue;
      }
      Atom child = source.get(next);
      if (child == symbol) {
        copy[next++] = with.get();
      } else if (child instanceof Expression inner
          && inner.size() > 0
          && (inner.signature() & symbol.signature()) != 0) {
        positions.push(next);
        sources.push(inner);
        copies.push(inner.toArray());
        next = 0;
      } else {
        next++;
      }
    }
  }

  /** {@code template} with {@code variable} replaced by {@code value} wherever it occurs. */
  public static Atom substitute(Atom template, Variable variable, Atom value) {
    return new Rewriter() {
      @Override
      boolean isUnchanged(Expression part) {
        OpenFacts facts = OpenFacts.of(part);
        return facts != null && facts.areOlderThanCopiesOf(variable);
      }

      @Override
      Atom replacement(Variable candidate) {
        if (candidate.equals(variable)) {
          return value;
        }
        Atom bound = candidate.binding();
        if (bound == null || bound.isGround()) {
          return candidate;
        }
        // No variable in what is resolved is bound, so this goes no deeper.
        return bound instanceof Variable next ? replacement(next) : rewrite(resolve(bound));
      }
    }.rewrite(template);
  }

  /** The atom with fresh variables in place of its own, bound ones resolved first. */
  public static Atom renamed(Atom atom) {
    return atom.isGround() ? atom : VariableRewriter.renaming().rewrite(resolve(atom));
  }

  /**
   * A copy for storage: bound variables are resolved, and the unbound ones, which a machine could
   * bind later, are replaced by plain variables of the same names.
   */
  public static Atom detached(Atom atom) {
    return atom.isGround()
        ? ErrorOrigin.forgotten(atom)
        : new VariableRewriter(v -> Variable.of(v.name(), v.number())).rewrite(resolve(atom));
  }

  /** Whether the unbound {@code variable} occurs in {@code atom}, bindings followed. */
  public static boolean occurs(Variable variable, Atom atom) {
    Atom start = dereference(atom);
    if (start == variable) {
      return true;
    }
    if (!(start instanceof Expression e) || e.isGround() || isOlder(e, variable)) {
      return false;
    }
    // One part at a time is looked at next without a stack: most atoms have no others.
    Expression next = e;
    ArrayDeque<Expression> pending = null;
    Set<Expression> seen = null;
    int turn = 0;
    while (next != null) {
      Interruption.check(++turn);
      Expression part = next;
      next = null;
      // So many parts may be few that are shared.
      if (turn > MANY_PARTS && seen == null) {
        seen = Collections.newSetFromMap(new IdentityHashMap<>());
      }
      int size = seen == null || seen.add(part) ? part.size() : 0;
      for (int i = 0; i < size; i++) {
        Atom child = part.get(i);
        if (child.isGround()) {
          continue;
        }
        child = dereference(child);
        if (child == variable) {
          return true;
        }
        if (child instanceof Expression inner && !inner.isGround() && !isOlder(inner, variable)) {
          if (next == null) {
            next = inner;
          } else {
            if (pending == null) {
              pending = new ArrayDeque<>();
            }
            pending.push(inner);
          }
        }
      }
      if (next == null && pending != null) {
        next = pending.poll();
      }
    }
    return false;
  }

  private static boolean isOlder(Expression e, Variable variable) {
    OpenFacts facts = OpenFacts.of(e);
    return facts != null && facts.areOlderThan(variable);
  }
}
