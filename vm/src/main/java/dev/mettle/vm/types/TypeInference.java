package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.OpenFacts;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The types of atoms, as {@code get-type} and the check of arguments see them. Here {@code
 * %Undefined%} accepts everything at any depth of a type, and an ill-typed argument counts with the
 * function type of its head where the formal type accepts that.
 *
 * <p>The types of a ground expression are remembered on it, with the stamp of the declarations that
 * they follow from, so that a structure is never walked twice. An expression that has to know more
 * of another one waits for it on a stack of its own, so that data may be nested as deeply as memory
 * allows, on whatever side.
 */
public final class TypeInference implements TypeLookup {

  /** Looks for an interrupt after this much work. */
  private static final int WORK = 4096;

  private final Machine machine;
  private final Unifier unifier;
  private final PlainTypes plain = new PlainTypes(this);

  /** What stands for {@code %Undefined%} inside of types, of the reading being looked at. */
  private final List<Variable> wildcards = new ArrayList<>();

  /**
   * What is being looked at: expressions of which nothing is known yet, and types of which one is
   * wanted. Each waits for those above it.
   */
  private @Nullable Object[] tasks = new Object[16];

  /** Which type is wanted of each. */
  private int[] wanted = new int[16];

  private int top;
  private int work;

  /** Whether what is being looked at has to wait for others. */
  private boolean waiting;

  /** Whether those others are to be looked at now. */
  private boolean patient;

  /** The types of open expressions, while something waits for them. */
  private @Nullable IdentityHashMap<Expression, AtomTypes> memo;

  TypeInference(Machine machine, Unifier unifier) {
    this.machine = machine;
    this.unifier = unifier;
  }

  @Override
  public AtomTypes of(Atom atom, View view) {
    Atom a = Terms.dereference(atom);
    return a instanceof Expression e && e.size() > 0 ? ofExpression(e, view) : ofLeaf(a, view);
  }

  /**
   * Whether a type may be declared for some expression with this head and number of children. Holds
   * until the clock notes a change that concerns the head, or everything if the head is no symbol.
   */
  public boolean mayDeclare(Atom head, int size, View view) {
    return TypeFacts.of(view).declares(head, size, view);
  }

  /**
   * Whether the types of {@code e} need not be known to see that none of them has an error: it is a
   * large tuple, for which they would take a walk, and no call of a function by its head.
   */
  public boolean isCleanTuple(Expression e, View view) {
    if (!e.keepsTailFacts()) {
      return false;
    }
    Atom head = Terms.dereference(e.get(0));
    if (TypeFacts.of(view).mayDeclare(head, e.size(), view)) {
      return false;
    }
    AtomTypes types = of(head, view);
    return types.isNone() || !types.mayHaveErrors() && !types.hasFunctions();
  }

  @Override
  public boolean isCleanAndUnused(
      Atom argument, FunctionType type, int index, Expression call, View view) {
    return argument instanceof Expression tuple
        && type.formal(index) instanceof Variable parameter
        && isCleanTuple(tuple, view)
        && type.isUnused(parameter, index, call);
  }

  /** Whether some reading of {@code e} may be ill-typed. */
  public boolean mayHaveErrors(Expression e, View view) {
    return !isCleanTuple(e, view) && of(e, view).mayHaveErrors();
  }

  private AtomTypes ofLeaf(Atom atom, View view) {
    return switch (atom) {
      case Variable v -> AtomTypes.NONE;
      case Symbol s -> TypeFacts.of(view).symbolTypes(s, this, view);
      case Grounded g -> ofGrounded(g);
      case Expression e -> AtomTypes.NONE;
    };
  }

  private static AtomTypes ofGrounded(Grounded g) {
    if (g instanceof FixedType fixed) {
      return fixed.fixedTypes();
    }
    Atom type = g.type();
    if (type instanceof Symbol s) {
      return TypeFacts.ofTypeSymbol(s);
    }
    return AtomTypes.single(type);
  }

  private AtomTypes ofExpression(Expression e, View view) {
    AtomTypes known = remembered(e, view);
    if (known != null) {
      return known;
    }
    waiting = false;
    patient = false;
    known = begin(e, view);
    if (known == null) {
      keepFacts(e);
      int base = top;
      push(e, 0);
      return run(base, view);
    }
    remember(e, known);
    return known;
  }

  @Override
  public @Nullable AtomTypes remembered(Expression e, View view) {
    AtomNote known = e.typeCache();
    if (!e.isGround()) {
      AtomTypes waitedFor = memo == null ? null : memo.get(e);
      if (waitedFor != null) {
        return waitedFor;
      }
      OpenFacts facts = OpenFacts.of(e);
      known = facts == null ? null : facts.types();
    }
    return known instanceof AtomTypes types
            && types.view == view.id()
            && view.clock().unchangedSince(types.stamp, e)
        ? types
        : null;
  }

  private void remember(Expression e, AtomTypes types) {
    if (e.isGround()) {
      e.setTypeCache(types);
      return;
    }
    OpenFacts facts = OpenFacts.of(e);
    if (facts != null) {
      facts.setTypes(types);
    }
    if (memo != null) {
      memo.put(e, types);
    }
  }

  /** What can be said of an expression at once; null if it has to wait for its parts. */
  private @Nullable AtomTypes begin(Expression e, View view) {
    Atom head = Terms.dereference(e.get(0));
    TypeFacts facts = TypeFacts.of(view);
    AtomTypes headTypes;
    boolean mayDeclare;
    if (head instanceof Symbol symbol) {
      TypeFacts.Head known = facts.head(symbol, e.size(), this, view);
      headTypes = known.types();
      mayDeclare = known.mayDeclare();
    } else {
      headTypes = lookUp(head, view);
      if (headTypes == null) {
        return null;
      }
      mayDeclare = facts.mayDeclare(head, e.size(), view);
    }
    Atom @Nullable [] arguments = null;
    if (!mayDeclare) {
      if (!has(headTypes, 0)) {
        return waiting ? null : plain.none(view);
      }
      if (!facts.hasSubtypes(view)) {
        AtomTypes known =
            head instanceof Grounded value
                ? plain.tuple(e, value, view)
                : plain.call(e, headTypes, view);
        if (known != null) {
          return known;
        }
        arguments = e.isGround() ? plain.arguments(e, headTypes.soleFunction(), view) : null;
        if (waiting) {
          return null;
        }
        known = arguments == null ? null : PlainTypes.lastWith(arguments, e, headTypes, view);
        if (known != null) {
          return known;
        }
      }
    }
    return new TypeReadings(this, e, view, headTypes, mayDeclare, arguments).types();
  }

  // ---- what waits for what

  private void push(Object task, int index) {
    if (top == tasks.length) {
      tasks = Arrays.copyOf(tasks, 2 * top);
      wanted = Arrays.copyOf(wanted, 2 * top);
    }
    if (memo == null && task instanceof Expression e && !e.isGround()) {
      memo = new IdentityHashMap<>();
    }
    tasks[top] = task;
    wanted[top] = index;
    top++;
  }

  /**
   * Large data with variables keeps what is found out about its parts, as long as nothing in it is
   * bound. Here such data begins to; otherwise a walk over it would look at all of it at each part.
   */
  private static void keepFacts(Expression e) {
    if (!e.isGround()) {
      Terms.resolve(e);
    }
  }

  @Override
  public void find(Expression e, AtomTypes types, int index, View view) {
    keepFacts(e);
    int base = top;
    push(types, index);
    run(base, view);
  }

  /** Looks at everything above {@code base}; gives the types of what lies there. */
  private AtomTypes run(int base, View view) {
    AtomTypes last = AtomTypes.NONE;
    try {
      while (top > base) {
        worked(1);
        waiting = false;
        patient = true;
        int task = top - 1;
        AtomTypes done = look(tasks[task], wanted[task], view);
        if (done != null) {
          last = done;
          top = task;
          tasks[task] = null;
        }
      }
      return last;
    } finally {
      // Nothing is left, unless the run has to end.
      while (top > base) {
        top--;
        if (tasks[top] instanceof AtomTypes types) {
          types.abandon();
        }
        tasks[top] = null;
      }
      if (base == 0) {
        memo = null;
      }
    }
  }

  /** Goes on with one task; gives the types if enough is known of them. */
  private @Nullable AtomTypes look(@Nullable Object task, int index, View view) {
    if (task instanceof AtomTypes types) {
      MoreTypes rest = types.rest();
      if (rest == null || types.found() > index) {
        return types;
      }
      rest.step();
      return null;
    }
    Expression e = (Expression) Objects.requireNonNull(task);
    AtomTypes known = remembered(e, view);
    if (known == null) {
      known = begin(e, view);
      if (known != null) {
        remember(e, known);
      }
    }
    return known;
  }

  @Override
  public boolean has(AtomTypes types, int index) {
    if (index < types.found()) {
      return true;
    }
    if (!types.isComplete()) {
      waiting = true;
      if (patient) {
        push(types, index);
      }
    }
    return false;
  }

  @Override
  public @Nullable AtomTypes lookUp(Atom part, View view) {
    Atom a = Terms.dereference(part);
    if (!(a instanceof Expression e) || e.size() == 0) {
      return ofLeaf(a, view);
    }
    AtomTypes known = remembered(e, view);
    if (known == null) {
      waiting = true;
      if (patient) {
        push(e, 0);
      }
    }
    return known;
  }

  @Override
  public boolean isWaiting() {
    return waiting;
  }

  @Override
  public void setPatient(boolean isPatient) {
    patient = isPatient;
  }

  @Override
  public void worked(int amount) {
    work += amount;
    if (work >= WORK) {
      work = 0;
      Interruption.check();
    }
  }

  // ---- readings

  @Override
  public int beginReading() {
    return machine.attempt();
  }

  @Override
  public void showWildcards() {
    for (Variable any : wildcards) {
      if (Terms.dereference(any) instanceof Variable open) {
        machine.bind(open, Symbols.UNDEFINED);
      }
    }
  }

  @Override
  public void endReading(int mark) {
    wildcards.clear();
    machine.abort(mark);
  }

  @Override
  public boolean matches(Atom formal, Atom type, @Nullable Atom[] slots) {
    if (type == Symbols.UNDEFINED) {
      return true;
    }
    if (formal.isGround() && type.isGround() && AtomEquality.equal(formal, type)) {
      return true;
    }
    return unifier.match(withoutUndefined(formal), withoutUndefined(Terms.renamed(type)), slots);
  }

  @Override
  public Atom solve(Atom pattern, Atom stored, Variable wanted) {
    int mark = machine.attempt();
    try {
      return unifier.unify(pattern, stored) ? Terms.resolve(wanted) : wanted;
    } finally {
      machine.abort(mark);
    }
  }

  private Atom withoutUndefined(Atom type) {
    if ((type.signature() & Symbols.UNDEFINED.signature()) == 0) {
      return type;
    }
    return Terms.replaceSymbol(
        type,
        Symbols.UNDEFINED,
        () -> {
          Variable any = Variable.fresh("_");
          wildcards.add(any);
          return any;
        });
  }
}
