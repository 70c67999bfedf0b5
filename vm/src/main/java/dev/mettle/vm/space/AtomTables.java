package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.Candidates.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The atoms of a space, where queries find them: by head symbol and size, as rows or entries, and
 * as copies of a whole atom. Spaces that share their atoms share these tables.
 */
final class AtomTables {

  private static final int[] WHOLE_ATOM = {};

  private static final Selection EVERYTHING =
      new Selection(null, false, Long.MAX_VALUE, Long.MIN_VALUE);

  /** As many entries with variables are looked at besides an exact match. */
  private static final int FEW_INEXACT = 8;

  private final ChangeClock clock;

  final SpaceHistory history = new SpaceHistory();
  final StampCounter counter = new StampCounter();
  final RuleBook rules = new RuleBook(counter);

  /** The spaces that are stored as atoms of their own. */
  final PostingList spaces = new PostingList();

  /** All entries. */
  private final PostingList all = new PostingList();

  private final CopyTable copies = new CopyTable();
  private final FunctorTable<Relation> bySymbolHead = new FunctorTable<>(Relation::isIdle);

  /** Expressions with another head than a symbol, by size. */
  private final Map<Integer, EntryGroup> byOtherHead = new HashMap<>();

  /** All entries that are expressions of a size, for variable heads; made when first asked for. */
  private final Map<Integer, EntryGroup> bySize = new HashMap<>();

  private final PostingList variables = new PostingList();

  AtomTables(ChangeClock clock) {
    this.clock = clock;
  }

  /** Number of atoms, copies counted. */
  int size() {
    return all.live() + history.rowCount;
  }

  /** Adds one copy of {@code atom}. Its variables must not be bound, now or later. */
  void add(Atom atom) {
    long stamp = counter.advance();
    if (atom instanceof Expression e && e.size() > 1 && e.get(0) instanceof Symbol head) {
      Relation relation = bySymbolHead.get(head, e.size());
      FactRows rows = relation == null ? null : relation.rows();
      if (rows != null && FactRows.canHold(e)) {
        rows.add(e, stamp);
        history.rowCount++;
        return;
      }
    }
    Rule rule = Rule.isRule(atom) ? new Rule((Expression) atom, stamp) : null;
    Entry entry = rule != null ? rule : new Entry(atom, stamp);
    all.append(entry);
    copies.add(entry);
    switch (atom) {
      case Expression e when e.size() > 0 -> {
        addToGroup(e, entry);
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
    if (atom instanceof Expression e && e.size() > 1 && e.get(0) instanceof Symbol head) {
      Relation relation = bySymbolHead.get(head, e.size());
      if (relation != null && relation.isDue()) {
        makeRows(relation);
      }
    }
  }

  private void addToGroup(Expression e, Entry entry) {
    if (!(e.get(0) instanceof Symbol head)) {
      groupOfOthers(e).add(entry);
      return;
    }
    Relation relation = bySymbolHead.get(head, e.size());
    if (relation == null) {
      relation = new Relation(head, e.size());
      bySymbolHead.put(head, e.size(), relation);
    }
    relation.group().add(entry);
  }

  /**
   * Makes rows of the plain facts among the entries. For queries that have begun, the entries stay
   * as they were; all others find the rows.
   */
  private void makeRows(Relation relation) {
    FactRows rows = relation.begin();
    long stamp = counter.advance();
    PostingList list = relation.group().entries();
    Entry[] entries = list.entries();
    int count = list.count();
    for (int i = list.firstLive(); i < count; i++) {
      Entry entry = entries[i];
      if (!entry.isRemoved() && FactRows.canHold((Expression) entry.atom())) {
        rows.add((Expression) entry.atom(), entry.added());
        history.rowCount++;
        entry.markRemoved(stamp);
        forget(entry);
      }
    }
  }

  /**
   * Removes the oldest copy of an atom that equals {@code atom} exactly: variables by name, numbers
   * by value.
   *
   * @return whether there was one
   */
  boolean remove(Atom atom) {
    if (atom instanceof Expression e && e.size() > 1 && e.get(0) instanceof Symbol head) {
      Relation relation = bySymbolHead.get(head, e.size());
      FactRows rows = relation == null ? null : relation.rows();
      if (relation != null && rows != null && FactRows.canHold(e)) {
        return removeRow(relation, rows, e);
      }
    }
    Entry entry = copies.oldest(atom);
    if (entry == null) {
      return false;
    }
    entry.markRemoved(counter.advance());
    noteRemoval(entry);
    forget(entry);
    if (entry instanceof Rule rule) {
      rules.remove(rule);
    }
    noteChange(entry.atom());
    return true;
  }

  private boolean removeRow(Relation relation, FactRows rows, Expression fact) {
    int row = rows.oldest(fact);
    if (row < 0) {
      return false;
    }
    long stamp = counter.advance();
    if (rows.stamp(row) <= history.lastSnapshot) {
      Entry gone = new Entry(rows.fact(row), rows.stamp(row));
      gone.markRemoved(stamp);
      noteRemoval(gone);
    }
    rows.remove(row, stamp);
    history.rowCount--;
    relation.tidy(rows);
    return true;
  }

  /** Keeps a removed entry for a snapshot that somebody may hold. */
  private void noteRemoval(Entry entry) {
    if (entry.added() <= history.lastSnapshot) {
      Snapshot.Removal removal = new Snapshot.Removal(entry);
      history.lastRemoval.next = removal;
      history.lastRemoval = removal;
    }
  }

  /** Takes an entry that is marked as removed out of all tables. */
  private void forget(Entry entry) {
    all.noteRemoval();
    copies.remove(entry);
    switch (entry.atom()) {
      case Expression e when e.size() > 0 -> {
        EntryGroup group = existingGroup(e);
        if (group != null) {
          group.remove(entry);
        }
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
  }

  private @Nullable EntryGroup existingGroup(Expression e) {
    if (!(e.get(0) instanceof Symbol head)) {
      return byOtherHead.get(e.size());
    }
    Relation relation = bySymbolHead.get(head, e.size());
    return relation == null ? null : relation.group();
  }

  /** The number of copies of exactly this atom. */
  int count(Atom atom) {
    if (atom instanceof Expression e && e.size() > 1 && e.get(0) instanceof Symbol head) {
      Relation relation = bySymbolHead.get(head, e.size());
      FactRows rows = relation == null ? null : relation.rows();
      if (rows != null && FactRows.canHold(e)) {
        return rows.count(e);
      }
    }
    return copies.count(atom);
  }

  Candidates select(Atom subject, Selection selection, @Nullable Candidates other) {
    Candidates found = other;
    if (subject instanceof Variable) {
      return selectAll(selection, found);
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
      Relation relation = bySymbolHead.get(symbol, e.size());
      FactRows rows = relation == null ? null : relation.rows();
      if (rows != null) {
        RowCursor cursor =
            rows.cursor(new RowPattern(rows, e), selection.addedLimit(), selection.removedLimit());
        if (cursor.hasNext()) {
          found = new Candidates(EntrySource.of(cursor), EVERYTHING, found);
        }
      }
      return selectIn(relation == null ? null : relation.group(), e, selection, found);
    }
    if (head instanceof Variable) {
      return selectIn(sizeGroup(e.size()), e, selection, selectRows(e, e.size(), selection, found));
    }
    return selectIn(byOtherHead.get(e.size()), e, selection, found);
  }

  /** All atoms. */
  Candidates selectAll(Selection selection, @Nullable Candidates other) {
    Candidates rows = selectRows(null, 0, selection, other);
    return new Candidates(all, selection, rows);
  }

  /** The rows of all heads: those that match, or all of any size. */
  private @Nullable Candidates selectRows(
      @Nullable Expression subject, int size, Selection selection, @Nullable Candidates other) {
    if (history.rowCount == 0) {
      return other;
    }
    List<RowCursor> cursors = new ArrayList<>();
    bySymbolHead.forEach(
        relation -> {
          FactRows rows = relation.rows();
          if (rows != null && (subject == null || relation.size() == size)) {
            cursors.add(
                subject == null
                    ? rows.all(selection.addedLimit(), selection.removedLimit())
                    : rows.cursor(
                        new RowPattern(rows, subject),
                        selection.addedLimit(),
                        selection.removedLimit()));
          }
        });
    return cursors.isEmpty()
        ? other
        : new Candidates(EntrySource.merged(cursors), EVERYTHING, other);
  }

  /**
   * The rows in which all atoms are that may match expressions of a symbol and so many arguments;
   * {@link FactRows#NONE} if nothing can match, null if there may be other atoms that do.
   */
  @Nullable FactRows rowsAlone(Symbol head, int arity) {
    if (variables.live() > 0 || spaces.live() > 0) {
      return null;
    }
    Relation relation = bySymbolHead.get(head, arity + 1);
    if (relation != null && relation.group().entries().live() > 0) {
      return null;
    }
    if (!byOtherHead.isEmpty()) {
      EntryGroup others = byOtherHead.get(arity + 1);
      if (others != null && others.open(0).live() > 0) {
        return null;
      }
    }
    FactRows rows = relation == null ? null : relation.rows();
    return rows == null ? FactRows.NONE : rows;
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

  private EntryGroup groupOfOthers(Expression e) {
    return byOtherHead.computeIfAbsent(e.size(), n -> new EntryGroup(WHOLE_ATOM, n, 0));
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
        if (head == Symbols.EQUALS || head == Symbols.COLON) {
          clock.touch(Rule.headSignature(e.get(1)));
        } else if (head == Symbols.SUBTYPE) {
          clock.touch(ChangeClock.ALL);
        }
      }
      case AtomSpace s -> clock.touch(ChangeClock.ALL);
      case Expression e -> {}
      case Symbol s -> {}
      case Variable v -> {}
      case Grounded g -> {}
    }
  }
}
