package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.Candidates.Selection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries by what they have at one place. A ground child is found by equality; an expression with
 * variables inside is found by its head symbol and size, and then by its own children.
 */
final class ChildIndex {

  private final int[] path;

  /** Entries with a ground child, by that child. */
  private final Map<Atom, PostingList> ground = new HashMap<>();

  /** Entries whose child is an expression with variables, by its form. */
  private final FunctorTable<PostingList> partial = new FunctorTable<>(list -> list.live() == 0);

  /**
   * Entries whose child can be found by nothing: a variable, something with a variable head, or
   * with a value inside that may change.
   */
  private final PostingList open = new PostingList();

  /** All entries whose child is an expression, by its form; made when first asked for. */
  private @Nullable FunctorTable<EntryGroup> forms;

  /** Everything that was added, for making {@link #forms} later. */
  private final PostingList expressions = new PostingList();

  /** An empty index for the place that {@code path} leads to. */
  ChildIndex(int[] path) {
    this.path = path;
  }

  /** Whether a query with {@code key} at this place can be answered better than by all entries. */
  static boolean canFind(Atom key) {
    if (!key.isStable()) {
      return false;
    }
    return key instanceof Expression e ? e.isGround() || formHead(e) != null : !isVariable(key);
  }

  PostingList open() {
    return open;
  }

  void add(Entry entry, Atom child) {
    if (!child.isStable()) {
      open.append(entry);
    } else if (child instanceof Expression e) {
      Symbol head = formHead(e);
      if (head != null) {
        expressions.append(entry);
        if (forms != null) {
          formGroup(forms, head, e.size()).add(entry);
        }
      }
      if (e.isGround()) {
        addGround(entry, e);
      } else if (head == null) {
        open.append(entry);
      } else {
        PostingList list = partial.get(head, e.size());
        if (list == null) {
          list = new PostingList();
          partial.put(head, e.size(), list);
        }
        list.append(entry);
      }
    } else if (isVariable(child)) {
      open.append(entry);
    } else {
      addGround(entry, child);
    }
  }

  /** Forgets an entry that had {@code child} at this place and has been marked as removed. */
  void remove(Entry entry, Atom child) {
    if (!child.isStable()) {
      open.noteRemoval();
    } else if (child instanceof Expression e) {
      Symbol head = formHead(e);
      if (head != null) {
        expressions.noteRemoval();
        if (forms != null) {
          formGroup(forms, head, e.size()).remove(entry);
        }
      }
      if (e.isGround()) {
        removeGround(e);
      } else if (head == null) {
        open.noteRemoval();
      } else {
        PostingList list = partial.get(head, e.size());
        if (list != null) {
          list.noteRemoval();
        }
      }
    } else if (isVariable(child)) {
      open.noteRemoval();
    } else {
      removeGround(child);
    }
  }

  /** How many entries {@link #select} has to look at for {@code key}, about. */
  int estimate(Atom key) {
    int n = open.live();
    if (key.isGround()) {
      PostingList list = ground.get(key);
      n += list == null ? 0 : list.live();
      if (key instanceof Expression e) {
        Symbol head = formHead(e);
        PostingList partials = head == null ? null : partial.get(head, e.size());
        n += partials == null ? 0 : partials.live();
      }
      return n;
    }
    EntryGroup group = existingForm(key);
    return n + (group == null ? 0 : group.estimate((Expression) key));
  }

  /** The entries that may have something that matches {@code key}, merged with {@code other}. */
  Candidates select(Atom key, Selection selection, @Nullable Candidates other) {
    Candidates found = other;
    if (open.live() > 0) {
      found = new Candidates(open, selection, found);
    }
    if (key.isGround()) {
      if (key instanceof Expression e) {
        Symbol head = formHead(e);
        PostingList partials = head == null ? null : partial.get(head, e.size());
        if (partials != null && partials.live() > 0) {
          EntryGroup group = partials.live() > EntryGroup.FEW ? existingForm(e) : null;
          if (group != null) {
            return group.select(e, selection, found);
          }
          found = new Candidates(partials, selection, found);
        }
      }
      PostingList list = ground.get(key);
      if (list != null) {
        return new Candidates(list, selection, found);
      }
      return found == null ? Candidates.NONE : found;
    }
    EntryGroup group = existingForm(key);
    if (group != null) {
      return group.select((Expression) key, selection, found);
    }
    return found == null ? Candidates.NONE : found;
  }

  private void addGround(Entry entry, Atom child) {
    // A NaN equals nothing, so nobody can ask for it.
    if (child.isReflexive()) {
      ground.computeIfAbsent(child, k -> new PostingList()).append(entry);
    }
  }

  private void removeGround(Atom child) {
    if (!child.isReflexive()) {
      return;
    }
    PostingList list = ground.get(child);
    if (list != null) {
      list.noteRemoval();
      if (list.live() == 0) {
        ground.remove(child);
      }
    }
  }

  private @Nullable EntryGroup existingForm(Atom key) {
    Expression e = (Expression) key;
    Symbol head = formHead(e);
    if (head == null) {
      return null;
    }
    FunctorTable<EntryGroup> table = forms;
    if (table == null) {
      table = new FunctorTable<>(group -> group.entries().live() == 0);
      Entry[] array = expressions.entries();
      for (int i = expressions.firstLive(); i < expressions.count(); i++) {
        if (!array[i].isRemoved()) {
          Expression child = (Expression) childOf(array[i]);
          Symbol h = formHead(child);
          if (h != null) {
            formGroup(table, h, child.size()).add(array[i]);
          }
        }
      }
      forms = table;
    }
    return table.get(head, e.size());
  }

  private EntryGroup formGroup(FunctorTable<EntryGroup> table, Symbol head, int size) {
    EntryGroup group = table.get(head, size);
    if (group == null) {
      group = new EntryGroup(path, size, 1);
      table.put(head, size, group);
    }
    return group;
  }

  private Atom childOf(Entry entry) {
    Atom a = entry.atom();
    for (int step : path) {
      a = ((Expression) a).get(step);
    }
    return a;
  }

  private static @Nullable Symbol formHead(Expression e) {
    return e.size() > 0 && Clashes.resolve(e.get(0)) instanceof Symbol s ? s : null;
  }

  private static boolean isVariable(Atom atom) {
    return atom instanceof Variable;
  }
}
