package dev.mettle.frontend.read;

import dev.mettle.ir.atom.Atom;

/** Makes the atom that a word stands for. */
@FunctionalInterface
public interface TokenConstructor {

  /**
   * The atom of {@code word}. It is called for every occurrence, so it may give a new atom each
   * time. A string comes with its quotes, its escapes resolved.
   *
   * @throws TokenException if the word looks right and is not; the text then does not parse
   */
  Atom construct(String word) throws TokenException;
}
