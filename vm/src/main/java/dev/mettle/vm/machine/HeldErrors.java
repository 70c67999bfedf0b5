package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Errors of a barrier that wait until it is known whether a sibling succeeds. Each keeps the
 * bindings under which it arose.
 */
public final class HeldErrors extends ChoicePoint {

  /** The barrier that the errors wait at. */
  public interface Holder {

    /** Whether some alternative has given a value that is no error. */
    boolean hasSucceeded();

    /** Lets a held error go on, now that all alternatives are known to have failed. */
    void release(Machine machine, Atom error);
  }

  private record Held(Atom error, Variable[] variables, Atom[] values) {}

  private final Holder frame;
  private final ArrayDeque<Held> errors = new ArrayDeque<>();
  private final ResultCopies copies;

  private HeldErrors(Holder frame, ChoicePoint oldest) {
    this.frame = frame;
    this.copies = new ResultCopies(oldest.serialLimit);
  }

  /**
   * Stores {@code error} beneath the oldest alternative that is younger than {@code entry}; stores
   * of outer barriers may lie there too and stay below.
   *
   * @param entry the newest choice point when the evaluation began
   * @return false if there is no such alternative, so that the error need not wait
   */
  public static boolean hold(
      Machine machine, Holder frame, @Nullable ChoicePoint entry, Atom error) {
    ChoicePoint oldest = null;
    HeldErrors store = null;
    for (ChoicePoint c = machine.choice(); c != null && c != entry; c = c.previous) {
      if (!(c instanceof HeldErrors held)) {
        oldest = c;
      } else if (held.frame == frame) {
        store = held;
        break;
      }
    }
    if (store == null) {
      if (oldest == null) {
        return false;
      }
      store = new HeldErrors(frame, oldest);
      store.take(oldest);
      store.serialLimit = oldest.serialLimit;
      store.previous = oldest.previous;
      oldest.previous = store;
    }
    int from = store.trailTop;
    int count = machine.trailTop() - from;
    Variable[] variables = new Variable[count];
    Atom[] values = new Atom[count];
    for (int i = 0; i < count; i++) {
      variables[i] = machine.trailed(from + i);
      values[i] = store.copies.keep(variables[i], false);
    }
    store.errors.add(new Held(store.copies.keep(error, false), variables, values));
    return true;
  }

  @Override
  protected void retry(Machine machine) {
    if (frame.hasSucceeded()) {
      machine.popChoice();
      machine.fail();
      return;
    }
    Held next = errors.remove();
    if (errors.isEmpty()) {
      machine.popChoice();
    }
    for (int i = 0; i < next.variables().length; i++) {
      if (next.variables()[i].binding() == null && next.values()[i] != next.variables()[i]) {
        machine.bind(next.variables()[i], next.values()[i]);
      }
    }
    frame.release(machine, next.error());
  }
}
