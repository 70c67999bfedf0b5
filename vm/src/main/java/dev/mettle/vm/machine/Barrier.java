package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;

/**
 * Where the values of one evaluation pass, one for each alternative: errors count only if no
 * alternative succeeds.
 */
public interface Barrier {

  /** Whether some alternative has given a value that is no error. */
  boolean hasSucceeded();

  /** Lets a held error go on, now that all alternatives are known to have failed. */
  void release(Machine machine, Atom error);
}
