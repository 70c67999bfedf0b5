package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.Entry;
import dev.mettle.vm.space.EntryTemplate;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The stored atoms of several spaces that may match a pattern, one space after the other. */
final class EntryCursor {

  private static final @Nullable Atom[] NO_SLOTS = {};

  private final List<Candidates> rest;
  private Candidates current;
  private int part;

  EntryCursor(List<Candidates> parts) {
    rest = parts;
    current = parts.isEmpty() ? Candidates.NONE : parts.getFirst();
    part = 1;
  }

  boolean hasNext() {
    while (!current.hasNext()) {
      if (part >= rest.size()) {
        return false;
      }
      current = rest.get(part++);
    }
    return true;
  }

  private Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.nextEntry();
  }

  /** Whether a stored atom matches, whose variables are others than all that there are. */
  static boolean matches(Unifier unifier, Atom pattern, Entry entry) {
    Atom atom = entry.atom();
    if (atom.isGround()) {
      return unifier.unify(pattern, atom);
    }
    if (!atom.isReflexive()) {
      return unifier.unify(pattern, Terms.renamed(atom));
    }
    EntryTemplate template = entry.template();
    int slots = template.slots();
    return unifier.match(
        template.atom(), pattern, slots == 0 ? NO_SLOTS : new @Nullable Atom[slots]);
  }

  /**
   * The next stored atom that matches; null if there is none. No binding is made, but for those of
   * the last atom that can match if {@code bindsLast}: nothing has to be undone for another one.
   */
  @Nullable Entry nextMatch(Machine m, Unifier unifier, Atom pattern, boolean bindsLast) {
    int turn = 0;
    while (hasNext()) {
      Interruption.check(++turn);
      Entry candidate = next();
      int mark = m.attempt();
      boolean matches = matches(unifier, pattern, candidate);
      if (matches && bindsLast && !hasNext()) {
        m.commit(mark);
      } else {
        m.abort(mark);
      }
      if (matches) {
        return candidate;
      }
    }
    return null;
  }
}
