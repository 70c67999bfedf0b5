package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.Candidates.Selection;
import dev.mettle.vm.space.RuleSet.ExpressionHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mutable, indexed multiset of atoms; itself an atom, equal to itself alone.
 *
 * <p>Queries follow the logical update view: each sees the space as it was when the query began.
 * Atoms are found by their head symbol and size, and then by the most telling child; an index on a
 * child is made when a query first needs it. Results come in the order in which atoms were added.
 *
 * <p>A space belongs to one engine, and one thread at a time uses it; there are no locks.
 */
public final class AtomSpace extends GroundedValue {

  private final String displayName;
  private final ChangeClock clock;
  private final AtomTables tables;

  /** Lives as long as the space; made when first asked for. */
  private @Nullable View view;

  /**
   * An empty space.
   *
   * @param displayName how the space prints, such as {@code GroundingSpace-top}
   * @param clock the clock of the engine, which is told about changes of rules and types
   */
  public AtomSpace(String displayName, ChangeClock clock) {
    this.displayName = displayName;
    this.clock = clock;
    this.tables = new AtomTables(clock);
  }

  private AtomSpace(String displayName, AtomSpace other) {
    this.displayName = displayName;
    this.clock = other.clock;
    this.tables = other.tables;
  }

  /**
   * Another atom for the same atoms: what is added to or removed from one of the two is so in the
   * other. They are told apart by their names, and a view of one need not see what a view of the
   * other does.
   */
  public AtomSpace sharing(String name) {
    return new AtomSpace(name, this);
  }

  @Override
  public Atom type() {
    return Symbols.SPACE_TYPE;
  }

  @Override
  public boolean isShareable() {
    return false;
  }

  /** Whether this is a space of the engine that counts its changes by {@code engineClock}. */
  public boolean belongsTo(ChangeClock engineClock) {
    return clock == engineClock;
  }

  /** The view in which atoms are evaluated whose context is this space. */
  public View view() {
    View known = view;
    if (known == null) {
      known = new View(this, clock);
      view = known;
    }
    return known;
  }

  @Override
  public String display() {
    return displayName;
  }

  /** Number of atoms, copies counted. */
  public int size() {
    return tables.size();
  }

  /** Adds one copy of {@code atom}. Its variables must not be bound, now or later. */
  public void add(Atom atom) {
    tables.add(atom);
  }

  /**
   * Removes the oldest copy of an atom that equals {@code atom} exactly: variables by name, numbers
   * by value.
   *
   * @return whether there was one
   */
  public boolean remove(Atom atom) {
    return tables.remove(atom);
  }

  /** The number of copies of exactly this atom. */
  public int count(Atom atom) {
    return tables.count(atom);
  }

  /**
   * The rows in which all atoms of some spaces are that may match expressions of a symbol and so
   * many arguments; {@link FactRows#NONE} if nothing can match, null if there may be other atoms
   * that do, or several of the spaces have rows.
   */
  public static @Nullable FactRows rowsAlone(AtomSpace[] spaces, Symbol head, int arity) {
    FactRows found = FactRows.NONE;
    for (AtomSpace space : spaces) {
      FactRows own = space.tables.rowsAlone(head, arity);
      if (own == null || own != FactRows.NONE && found != FactRows.NONE) {
        return null;
      }
      found = own == FactRows.NONE ? found : own;
    }
    return found;
  }

  /** The atoms of this space as of now, in the order added. */
  public Candidates all() {
    long now = tables.counter.now();
    return tables.selectAll(new Selection(null, false, now, now), null);
  }

  /**
   * The atoms that may unify with {@code pattern}, as of now. Bound variables of the pattern count
   * as their values.
   */
  public Candidates candidates(Atom pattern) {
    long now = tables.counter.now();
    Atom subject = Clashes.resolve(pattern);
    return tables.select(subject, new Selection(subject, false, now, now), null);
  }

  /** The present, for a query of several parts. */
  public Snapshot snapshot() {
    tables.history.lastSnapshot = tables.counter.now();
    return new Snapshot(tables.history.lastSnapshot, tables.history.lastRemoval);
  }

  /** The atoms that may unify with {@code pattern}, as of the time of the snapshot. */
  public Candidates candidates(Atom pattern, Snapshot snapshot) {
    long now = tables.counter.now();
    long then = snapshot.stamp();
    Atom subject = Clashes.resolve(pattern);
    Candidates gone = null;
    if (now > then) {
      Entry[] removed = snapshot.removedSince();
      if (snapshot.removedCount() > 0) {
        Selection selection = new Selection(subject, false, then, then);
        gone = new Candidates(removed, snapshot.removedCount(), selection, null);
      }
    }
    return tables.select(subject, new Selection(subject, false, then, now), gone);
  }

  /** The rules that can match calls of {@code head} with {@code arity} arguments. */
  public RuleSet rules(Symbol head, int arity) {
    return tables.rules.of(head, arity + 1);
  }

  /** The same, but null if there are none. */
  public @Nullable RuleSet rulesIfAny(Symbol head, int arity) {
    return tables.rules.find(head, arity + 1);
  }

  /**
   * The rules that can match {@code call}, the head of which is an expression; null if there are
   * none. They are for the candidates of this call, and not to be kept.
   */
  public @Nullable RuleSet rulesForExpressionHead(Expression call) {
    return tables.rules.find(
        ExpressionHead.of((Expression) Clashes.resolve(call.get(0)), call.size()));
  }

  /** Whether there may be a rule that matches an expression whose head is a plain value. */
  public boolean mayHaveRulesForValueHeads() {
    return tables.rules.mayHaveOfValues();
  }

  /** Whether {@link #rulesForValueHead} gives any. */
  public boolean hasRulesForValueHead(int size) {
    return tables.rules.hasOfValue(size);
  }

  /** The rules that can match expressions of so many children whose head is a plain value. */
  public RuleSet rulesForValueHead(int size) {
    return tables.rules.ofValue(size);
  }

  /**
   * The rules whose left-hand side may match {@code atom}, whatever it is: a bare symbol, a call of
   * a grounded value, a variable.
   */
  public Candidates rulesForAtom(Atom atom) {
    return candidates(Expression.of(Symbols.EQUALS, atom, Variable.slot("result", 0)));
  }

  /** Whether a space is stored here as an atom of its own; queries go on into such spaces. */
  public boolean holdsSpaces() {
    return tables.spaces.live() > 0;
  }

  /**
   * This space and, after each, the spaces that are stored in it as atoms of their own: everything
   * that a query of it can see, each once, as of now.
   */
  public List<AtomSpace> withNested() {
    if (!holdsSpaces()) {
      return List.of(this);
    }
    Set<AtomSpace> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<AtomSpace> all = new ArrayList<>();
    ArrayDeque<AtomSpace> pending = new ArrayDeque<>();
    pending.push(this);
    while (!pending.isEmpty()) {
      AtomSpace next = pending.pop();
      if (seen.add(next)) {
        all.add(next);
        next.pushNested(pending);
      }
    }
    return all;
  }

  /** Pushes the spaces that are stored here, the first one last. */
  private void pushNested(ArrayDeque<AtomSpace> onto) {
    for (int i = tables.spaces.count() - 1; i >= tables.spaces.firstLive(); i--) {
      Entry entry = tables.spaces.entries()[i];
      if (!entry.isRemoved()) {
        onto.push((AtomSpace) entry.atom());
      }
    }
  }

  /**
   * The facts that match {@code pattern}, if rows are all that there is to look at; null if there
   * may be other candidates.
   *
   * @param snapshot the time as of which to look; null for now
   */
  public @Nullable RowCursor rows(Expression pattern, @Nullable Snapshot snapshot) {
    if (pattern.size() == 0 || !(Clashes.resolve(pattern.get(0)) instanceof Symbol head)) {
      return null;
    }
    FactRows rows = tables.rowsAlone(head, pattern.size() - 1);
    if (rows == null) {
      return null;
    }
    long now = tables.counter.now();
    long then = now;
    if (snapshot != null) {
      then = snapshot.stamp();
      if (now > then) {
        snapshot.removedSince();
        if (snapshot.removedCount() > 0) {
          return null;
        }
      }
    }
    if (rows == FactRows.NONE) {
      return RowCursor.NONE;
    }
    RowPattern positions = new RowPattern(rows, pattern);
    return positions.isWhole() ? rows.cursor(positions, then, now) : null;
  }
}
