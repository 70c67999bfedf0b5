package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one evaluation pass, one for each alternative. Errors count only if no
 * alternative succeeds: an error that arrives while others are still to be tried is held back in a
 * choice point beneath theirs, and dropped as soon as one has succeeded.
 */
public interface Barrier extends HeldErrors.Holder {

  /** The newest choice point when the evaluation began; younger ones belong to it. */
  @Nullable ChoicePoint entry();

  /** Notes that an alternative gave a value that is no error, while others are left. */
  void succeed();

  /**
   * Whether a value goes on. An error that does not was held back, unless an alternative has
   * succeeded: then it is of no use.
   */
  default boolean passes(Machine machine, Atom value) {
    return passesAtOnce(machine, value)
        || !hasSucceeded() && !HeldErrors.hold(machine, this, entry(), value);
  }

  /** Whether a value goes on that need not be held back; otherwise nothing has happened yet. */
  default boolean passesAtOnce(Machine machine, Atom value) {
    if (Symbols.isError(value)) {
      return machine.choice() == entry() && !hasSucceeded();
    }
    pass(machine);
    return true;
  }

  /** Lets a value go on that is no error. */
  default void pass(Machine machine) {
    if (machine.choice() != entry()) {
      succeed();
    }
  }
}
