package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.Entry;

/** The answers to one pattern by the entries of spaces. */
final class EntryMatches extends ChoicePoint {

  private final Unifier unifier;
  private final Atom pattern;
  private final EntryCursor cursor;
  private final QueryOutcome outcome;

  /** The atom that matches and is to be taken next. */
  private Entry found;

  private EntryMatches(
      Unifier unifier, Atom pattern, Entry found, EntryCursor cursor, QueryOutcome outcome) {
    this.unifier = unifier;
    this.pattern = pattern;
    this.found = found;
    this.cursor = cursor;
    this.outcome = outcome;
  }

  /**
   * Makes the bindings of the first answer; false if there is none, and the next step is set up.
   */
  static boolean begin(
      Unifier unifier, Machine m, EntryCursor cursor, Atom pattern, QueryOutcome outcome) {
    Entry first = cursor.nextMatch(m, unifier, pattern, true);
    if (first == null) {
      outcome.none(m);
      return false;
    }
    if (cursor.hasNext()) {
      Entry second = cursor.nextMatch(m, unifier, pattern, false);
      if (second != null) {
        m.pushChoice(new EntryMatches(unifier, pattern, second, cursor, outcome));
      }
      EntryCursor.matches(unifier, pattern, first);
    }
    return true;
  }

  @Override
  protected void retry(Machine m) {
    Entry taken = found;
    Entry next = cursor.nextMatch(m, unifier, pattern, false);
    if (next == null) {
      m.popChoice();
    } else {
      found = next;
    }
    EntryCursor.matches(unifier, pattern, taken);
    outcome.solved(m);
  }
}
