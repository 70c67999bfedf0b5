package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;

/**
 * The table of a {@code switch}.
 *
 * @since 1.0
 */
public abstract class SwitchSite {

  /** For the engine. */
  protected SwitchSite() {}

  /**
   * Which of the targets an atom goes to, counted from 0: 0 for what may still become anything, 1
   * for what is not in the table, 2 and more for the children of the table in turn.
   */
  public abstract int targetOf(Atom atom);
}
