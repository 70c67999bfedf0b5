package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/** {@code backward-chaining}: terms with variables, unification with a trail, proofs by search. */
final class BackwardChaining implements Twin {

  private static final Symbol ARROW = Symbol.of("->");
  private static final Symbol PARENT = Symbol.of("parent");
  private static final Symbol ANCESTOR = Symbol.of("ancestor");
  private static final Symbol PERSON = Symbol.of("p");
  private static final Symbol FACT = Symbol.of("fact");
  private static final Symbol OF_TYPE = Symbol.of(":");
  private static final int CHAIN = 8;
  private static final int DEPTH = 3;

  /** A name and what it proves. */
  private record Axiom(Atom name, Atom theorem) {}

  private final List<Axiom> axioms = new ArrayList<>();
  private final List<Variable> trail = new ArrayList<>();

  BackwardChaining() {
    Variable x = Variable.of("x");
    Variable y = Variable.of("y");
    Variable z = Variable.of("z");
    Expression first = Expression.of(PARENT, x, y);
    axioms.add(
        new Axiom(Symbol.of("direct"), Expression.of(ARROW, first, Expression.of(ANCESTOR, x, y))));
    axioms.add(
        new Axiom(
            Symbol.of("further"),
            Expression.of(
                ARROW,
                first,
                Expression.of(
                    ARROW, Expression.of(ANCESTOR, y, z), Expression.of(ANCESTOR, x, z)))));
    for (long n = CHAIN; n != 0; n--) {
      axioms.add(
          new Axiom(
              Expression.of(FACT, LongAtom.of(n)),
              Expression.of(PARENT, person(n), person(n - 1))));
    }
  }

  private static Atom person(long number) {
    return Expression.of(PERSON, LongAtom.of(number));
  }

  @Override
  public Atom main(int size) {
    Atom last = LongAtom.of(0);
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      List<Atom> found = new ArrayList<>();
      Atom proof = Variable.fresh("proof");
      Atom theorem = Expression.of(ANCESTOR, person(CHAIN), Variable.fresh("who"));
      prove(
          DEPTH,
          proof,
          theorem,
          name -> found.add(Expression.of(OF_TYPE, resolved(name), resolved(theorem))));
      last = LongAtom.of(Expression.of(found).size());
    }
    return last;
  }

  /** Calls {@code then} with each proof while the variables are bound as it says. */
  private void prove(long depth, Atom proof, Atom theorem, Consumer<Atom> then) {
    for (Axiom axiom : axioms) {
      IdentityHashMap<Variable, Atom> fresh = new IdentityHashMap<>();
      int mark = trail.size();
      if (unify(proof, axiom.name()) && unify(theorem, renamed(axiom.theorem(), fresh))) {
        then.accept(proof);
      }
      undo(mark);
    }
    if (depth == 0) {
      return;
    }
    Variable rule = Variable.fresh("rule");
    Variable argument = Variable.fresh("argument");
    Variable premise = Variable.fresh("premise");
    int mark = trail.size();
    if (unify(proof, Expression.of(rule, argument))) {
      prove(
          depth - 1,
          rule,
          Expression.of(ARROW, premise, theorem),
          r -> prove(depth - 1, argument, premise, a -> then.accept(proof)));
    }
    undo(mark);
  }

  private boolean unify(Atom left, Atom right) {
    Atom a = value(left);
    Atom b = value(right);
    if (a == b) {
      return true;
    }
    if (a instanceof Variable v) {
      return bind(v, b);
    }
    if (b instanceof Variable v) {
      return bind(v, a);
    }
    if (!(a instanceof Expression e && b instanceof Expression f)) {
      return a.equals(b);
    }
    if (e.size() != f.size()) {
      return false;
    }
    for (int i = 0; i < e.size(); i++) {
      if (!unify(e.get(i), f.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean bind(Variable variable, Atom value) {
    variable.bind(value);
    trail.add(variable);
    return true;
  }

  private void undo(int mark) {
    while (trail.size() > mark) {
      trail.removeLast().bind(null);
    }
  }

  private static Atom value(Atom atom) {
    Atom value = atom;
    while (value instanceof Variable v) {
      Atom bound = v.binding();
      if (bound == null) {
        return v;
      }
      value = bound;
    }
    return value;
  }

  private static Atom renamed(Atom atom, IdentityHashMap<Variable, Atom> fresh) {
    if (atom.isGround()) {
      return atom;
    }
    if (atom instanceof Variable v) {
      return fresh.computeIfAbsent(v, old -> Variable.fresh(old.name()));
    }
    Expression e = (Expression) atom;
    Atom[] children = new Atom[e.size()];
    for (int i = 0; i < children.length; i++) {
      children[i] = renamed(e.get(i), fresh);
    }
    return Expression.owning(children);
  }

  private static Atom resolved(Atom atom) {
    Atom value = value(atom);
    if (!(value instanceof Expression e) || e.isGround()) {
      return value;
    }
    Atom[] children = new Atom[e.size()];
    for (int i = 0; i < children.length; i++) {
      children[i] = resolved(e.get(i));
    }
    return Expression.owning(children);
  }
}
