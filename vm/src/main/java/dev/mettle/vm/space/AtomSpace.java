package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.Candidates.Selection;
import dev.mettle.vm.space.RuleSet.ExpressionHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

  private static final int[] WHOLE_ATOM = {};

  /** As many entries with variables are looked at besides an exact match. */
  private static final int FEW_INEXACT = 8;

  private final String displayName;
  private final ChangeClock clock;
  private final SpaceHistory history;
  private final StampCounter counter;

  private final PostingList all;
  private final CopyTable copies;
  private final FunctorTable<EntryGroup> bySymbolHead;

  /** Expressions with another head than a symbol, by size. */
  private final Map<Integer, EntryGroup> byOtherHead;

  /** All expressions of a size, for patterns with a variable head; made when first asked for. */
  private final Map<Integer, EntryGroup> bySize;

  private final PostingList variables;
  private final PostingList spaces;
  private final RuleBook rules;

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
    this.history = new SpaceHistory();
    this.counter = new StampCounter();
    this.all = new PostingList();
    this.copies = new CopyTable();
    this.bySymbolHead = new FunctorTable<>();
    this.byOtherHead = new HashMap<>();
    this.bySize = new HashMap<>();
    this.variables = new PostingList();
    this.spaces = new PostingList();
    this.rules = new RuleBook(counter);
  }

  private AtomSpace(String displayName, AtomSpace other) {
    this.displayName = displayName;
    this.clock = other.clock;
    this.history = other.history;
    this.counter = other.counter;
    this.all = other.all;
    this.copies = other.copies;
    this.bySymbolHead = other.bySymbolHead;
    this.byOtherHead = other.byOtherHead;
    this.bySize = other.bySize;
    this.variables = other.variables;
    this.spaces = other.spaces;
    this.rules = other.rules;
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
    return all.live();
  }

  /** Changes whenever a rule comes or goes. */
  public long ruleStamp() {
    return history.ruleStamp;
  }

  /** Changes whenever a type declaration, subtype declaration or nested space comes or goes. */
  public long typeStamp() {
    return history.typeStamp;
  }

  /** Adds one copy of {@code atom}. Its variables must not be bound, now or later. */
  public void add(Atom atom) {
    long stamp = counter.advance();
    Rule rule = Rule.isRule(atom) ? new Rule((Expression) atom, stamp) : null;
    Entry entry = rule != null ? rule : new Entry(atom, stamp);
    all.append(entry);
    copies.add(entry);
    switch (atom) {
      case Expression e when e.size() > 0 -> {
        groupFor(e).add(entry);
        if (!bySize.isEmpty()) {
          EntryGroup sameSize = bySize.get(e.size());
          if (sameSize != null) {
            sameSize.add(entry);
          }
        }
      }
      case Variable v -> variables.append(entry);
      case AtomSpace s -> spaces.append(entry);
      case Expression e -> {}
      case Symbol s -> {}
      case Grounded g -> {}
    }
    if (rule != null) {
      rules.add(rule);
    }
    noteChange(atom);
  }

  /**
   * Removes the oldest copy of an atom that equals {@code atom} exactly: variables by name, numbers
   * by value.
   *
   * @return whether there was one
   */
  public boolean remove(Atom atom) {
    Entry entry = copies.oldest(atom);
    if (entry == null) {
      return false;
    }
    entry.markRemoved(counter.advance());
    if (entry.added() <= history.lastSnapshot) {
      Snapshot.Removal removal = new Snapshot.Removal(entry);
      history.lastRemoval.next = removal;
      history.lastRemoval = removal;
    }
    all.noteRemoval();
    copies.remove(entry);
    switch (entry.atom()) {
      case Expression e when e.size() > 0 -> {
        groupFor(e).remove(entry);
        EntryGroup sameSize = bySize.get(e.size());
        if (sameSize != null) {
          sameSize.remove(entry);
        }
      }
      case Variable v -> variables.noteRemoval();
      case AtomSpace s -> spaces.noteRemoval();
      case Expression e -> {}
      case Symbol s -> {}
      case Grounded g -> {}
    }
    if (entry instanceof Rule rule) {
      rules.remove(rule);
    }
    noteChange(entry.atom());
    return true;
  }

  /** The number of copies of exactly this atom. */
  public int count(Atom atom) {
    return copies.count(atom);
  }

  /** The atoms of this space as of now, in the order added. */
  public Candidates all() {
    long now = counter.now();
    return new Candidates(all, new Selection(null, false, now, now), null);
  }

  /**
   * The atoms that may unify with {@code pattern}, as of now. Bound variables of the pattern count
   * as their values.
   */
  public Candidates candidates(Atom pattern) {
    long now = counter.now();
    Atom subject = Clashes.resolve(pattern);
    return select(subject, new Selection(subject, false, now, now), null);
  }

  /** The present, for a query of several parts. */
  public Snapshot snapshot() {
    history.lastSnapshot = counter.now();
    return new Snapshot(history.lastSnapshot, history.lastRemoval);
  }

  /** The atoms that may unify with {@code pattern}, as of the time of the snapshot. */
  public Candidates candidates(Atom pattern, Snapshot snapshot) {
    long now = counter.now();
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
    return select(subject, new Selection(subject, false, then, now), gone);
  }

  /** The rules that can match calls of {@code head} with {@code arity} arguments. */
  public RuleSet rules(Symbol head, int arity) {
    return rules.of(head, arity + 1);
  }

  /** The rules that can match {@code call}, the head of which is an expression. */
  public RuleSet rulesForExpressionHead(Expression call) {
    return rules.of(ExpressionHead.of((Expression) Clashes.resolve(call.get(0)), call.size()));
  }

  /** Whether {@link #rulesForValueHead} gives any. */
  public boolean hasRulesForValueHead(int size) {
    return rules.hasOfValue(size);
  }

  /** The rules that can match expressions of so many children whose head is a plain value. */
  public RuleSet rulesForValueHead(int size) {
    return rules.ofValue(size);
  }

  /**
   * The rules whose left-hand side may match {@code atom}, whatever it is: a bare symbol, a call of
   * a grounded value, a variable.
   */
  public Candidates rulesForAtom(Atom atom) {
    return candidates(Expression.of(Symbols.EQUALS, atom, Variable.slot("result", 0)));
  }

  /**
   * The rules that join the sets of several call forms: with a variable as left-hand side, as its
   * head, or as the head of its head.
   */
  public RuleSet genericRules() {
    return rules.generic();
  }

  /** Whether a space is stored here as an atom of its own; queries go on into such spaces. */
  public boolean holdsSpaces() {
    return spaces.live() > 0;
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
    for (int i = spaces.count() - 1; i >= spaces.firstLive(); i--) {
      Entry entry = spaces.entries()[i];
      if (!entry.isRemoved()) {
        onto.push((AtomSpace) entry.atom());
      }
    }
  }

  private Candidates select(Atom subject, Selection selection, @Nullable Candidates other) {
    Candidates found = other;
    if (subject instanceof Variable) {
      return new Candidates(all, selection, found);
    }
    if (variables.live() > 0) {
      found = new Candidates(variables, selection, found);
    }
    if (!(subject instanceof Expression e) || e.size() == 0) {
      return selectCopies(subject, selection, found);
    }
    Atom head = Clashes.resolve(e.get(0));
    if (head instanceof Symbol symbol) {
      if (!byOtherHead.isEmpty()) {
        EntryGroup others = byOtherHead.get(e.size());
        if (others != null && others.open(0).live() > 0) {
          found = new Candidates(others.open(0), selection, found);
        }
      }
      return selectIn(bySymbolHead.get(symbol, e.size()), e, selection, found);
    }
    EntryGroup group = head instanceof Variable ? sizeGroup(e.size()) : byOtherHead.get(e.size());
    return selectIn(group, e, selection, found);
  }

  private Candidates selectIn(
      @Nullable EntryGroup group,
      Expression subject,
      Selection selection,
      @Nullable Candidates other) {
    if (group == null || group.entries().live() == 0) {
      return other == null ? Candidates.NONE : other;
    }
    // A fact that is asked for as a whole is found at once, however common each of its parts is.
    if (group.entries().live() > FEW_INEXACT && group.inexact().live() <= FEW_INEXACT) {
      Expression whole = Clashes.groundCopy(subject);
      if (whole != null && whole.isStable()) {
        Candidates found = other;
        if (group.inexact().live() > 0) {
          found = new Candidates(group.inexact(), selection, found);
        }
        return selectCopies(whole, selection, found);
      }
    }
    return group.select(subject, selection, other);
  }

  private Candidates selectCopies(Atom atom, Selection selection, @Nullable Candidates other) {
    if (!atom.isStable()) {
      return new Candidates(copies.unstable(), selection, other);
    }
    Entry leader = copies.leaderOf(atom);
    if (leader == null) {
      return other == null ? Candidates.NONE : other;
    }
    PostingList list = leader.copies;
    return list != null
        ? new Candidates(list, selection, other)
        : new Candidates(new Entry[] {leader}, 1, selection, other);
  }

  private EntryGroup groupFor(Expression e) {
    int size = e.size();
    if (e.get(0) instanceof Symbol head) {
      EntryGroup group = bySymbolHead.get(head, size);
      if (group == null) {
        group = new EntryGroup(WHOLE_ATOM, size, 1);
        bySymbolHead.put(head, size, group);
      }
      return group;
    }
    return byOtherHead.computeIfAbsent(size, n -> new EntryGroup(WHOLE_ATOM, n, 0));
  }

  private EntryGroup sizeGroup(int size) {
    EntryGroup group = bySize.get(size);
    if (group == null) {
      group = new EntryGroup(WHOLE_ATOM, size, 0);
      for (int i = all.firstLive(); i < all.count(); i++) {
        Entry entry = all.entries()[i];
        if (!entry.isRemoved() && entry.atom() instanceof Expression e && e.size() == size) {
          group.add(entry);
        }
      }
      bySize.put(size, group);
    }
    return group;
  }

  private void noteChange(Atom atom) {
    switch (atom) {
      case Expression e when e.size() == 3 -> {
        Atom head = e.get(0);
        if (head == Symbols.EQUALS) {
          history.ruleStamp++;
          clock.touch(Rule.headSignature(e.get(1)));
        } else if (head == Symbols.COLON) {
          history.typeStamp++;
          clock.touch(Rule.headSignature(e.get(1)));
        } else if (head == Symbols.SUBTYPE) {
          history.typeStamp++;
          clock.touch(ChangeClock.ALL);
        }
      }
      case AtomSpace s -> {
        history.ruleStamp++;
        history.typeStamp++;
        clock.touch(ChangeClock.ALL);
      }
      case Expression e -> {}
      case Symbol s -> {}
      case Variable v -> {}
      case Grounded g -> {}
    }
  }
}
