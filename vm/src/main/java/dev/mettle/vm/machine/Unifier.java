package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Variable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two-sided matching with occurs check, after Robinson, with pending pairs on a stack of its own.
 * Younger variables are bound to older ones, so that the names of a caller survive; of two that are
 * of the same age, the one of the pattern is bound to the one of the value, unless others were
 * bound to that of the pattern in the same attempt. Bindings made before a mismatch stay; callers
 * work inside a machine's {@link Machine#attempt}.
 */
public final class Unifier {

  private final Machine machine;
  private Atom[] stack = new Atom[64];
  private int top;

  /** Variables that have met themselves, or others of the same age, in this attempt; numbered. */
  private final Survivors survivors = new Survivors();

  /** The scope of the variables that are made while a template is matched; 0 if there are none. */
  private long scope;

  /** A unifier that binds variables of {@code machine}. */
  public Unifier(Machine machine) {
    this.machine = machine;
  }

  /**
   * Makes two atoms equal by binding variables; false if that cannot be.
   *
   * @param value what is looked at
   * @param pattern what it has to be like
   */
  public boolean unify(Atom value, Atom pattern) {
    survivors.clear();
    return unified(value, pattern);
  }

  private boolean unified(Atom value, Atom pattern) {
    int base = top;
    Atom x = value;
    Atom y = pattern;
    int turn = 0;
    try {
      while (true) {
        Interruption.check(++turn);
        x = Terms.dereference(x);
        y = Terms.dereference(y);
        if (x == y && isReflexive(x)) {
          if (x instanceof Variable v) {
            survivors.meet(v);
          }
        } else if (!step(x, y)) {
          return false;
        }
        if (top == base) {
          return true;
        }
        y = stack[--top];
        x = stack[--top];
      }
    } finally {
      top = base;
    }
  }

  /** Whether an atom equals itself: NaN does not, nor does what contains it. */
  private static boolean isReflexive(Atom atom) {
    return atom instanceof Expression e
        ? e.isReflexive()
        : !(atom instanceof DoubleAtom d && Double.isNaN(d.value()));
  }

  /**
   * Matches a rule's template against an atom. Empty slots take what stands at their place; a
   * variable of the atom is bound to the instance of the template.
   */
  public boolean match(Atom template, Atom atom, @Nullable Atom[] slots) {
    survivors.clear();
    scope = 0;
    int base = top;
    Atom t = template;
    Atom a = atom;
    int turn = 0;
    try {
      while (true) {
        Interruption.check(++turn);
        if (!matchStep(t, a, slots)) {
          return false;
        }
        if (top == base) {
          return true;
        }
        a = stack[--top];
        t = stack[--top];
      }
    } finally {
      top = base;
    }
  }

  private boolean matchStep(Atom template, Atom candidate, @Nullable Atom[] slots) {
    if (template instanceof Variable v && v.slot() >= 0) {
      Atom value = slots[v.slot()];
      if (value == null) {
        slots[v.slot()] = Terms.dereference(candidate);
        return true;
      }
      return unified(candidate, value);
    }
    Atom atom = Terms.dereference(candidate);
    if (template.isGround()) {
      return template == atom || unified(atom, template);
    }
    if (atom instanceof Variable v) {
      if (scope == 0) {
        scope = Variable.newScope();
      }
      Atom instance = Instantiation.of(template, slots, scope);
      if (Terms.occurs(v, instance)) {
        return Terms.resolve(instance) == v;
      }
      machine.bind(v, instance);
      return true;
    }
    if (!(template instanceof Expression t) || !(atom instanceof Expression e)) {
      return template instanceof Variable && unified(atom, template);
    }
    int n = t.size();
    if (n != e.size()) {
      return false;
    }
    Interruption.checkBefore(n);
    // Leaves first: they decide most mismatches before anything is pushed.
    for (int i = 0; i < n; i++) {
      Atom child = t.get(i);
      if (!(child instanceof Expression) && child.isGround() && !leafMayMatch(child, e.get(i))) {
        return false;
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      push(t.get(i), e.get(i));
    }
    return true;
  }

  private static boolean leafMayMatch(Atom leaf, Atom candidate) {
    Atom atom = Terms.dereference(candidate);
    return atom == leaf || atom instanceof Variable || AtomEquality.equal(leaf, atom);
  }

  private boolean step(Atom x, Atom y) {
    if (x instanceof Variable v) {
      if (y instanceof Variable w) {
        if (v.isYoungerThan(w) || v.serial() == w.serial() && !survives(v, w)) {
          machine.bind(v, w);
        } else {
          machine.bind(w, v);
        }
        return true;
      }
      return bindChecked(v, y);
    }
    if (y instanceof Variable w) {
      return bindChecked(w, x);
    }
    if (x instanceof Expression p && y instanceof Expression q) {
      int n = p.size();
      if (n != q.size()) {
        return false;
      }
      Interruption.checkBefore(n);
      if (p.isGround() && q.isGround()) {
        return AtomEquality.equal(p, q);
      }
      for (int i = n - 1; i >= 0; i--) {
        push(p.get(i), q.get(i));
      }
      return true;
    }
    return AtomEquality.equal(x, y);
  }

  /** Which of two variables of the same age goes on to stand for both. */
  private boolean survives(Variable value, Variable pattern) {
    int other = survivors.numberOf(pattern);
    return survivors.meet(value) < other;
  }

  private boolean bindChecked(Variable v, Atom value) {
    if (!value.isGround() && Terms.occurs(v, value)) {
      return false;
    }
    machine.bind(v, value);
    return true;
  }

  private void push(Atom a, Atom b) {
    if (top + 2 > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[top++] = a;
    stack[top++] = b;
  }
}
