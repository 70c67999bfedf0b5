package dev.mettle.engine;

import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import java.util.List;
import java.util.Map;

/**
 * A space of an engine: a multiset of atoms, the rules and types of a program among them. It is an
 * atom itself, {@link #atom}, and a value for {@link Engine#bind} and calls.
 *
 * <p>All methods follow the engine's rule of one thread at a time.
 */
public interface Space {

  /** The space as an atom. */
  Atom atom();

  /** Number of atoms, copies counted. */
  int size();

  /** The atoms, in the order added. */
  List<Atom> atoms();

  /** Whether the space holds a copy of exactly this atom. */
  boolean contains(Atom atom);

  /** Adds one copy of an atom, which is not evaluated. */
  void add(Atom atom);

  /**
   * Adds every atom of a text. Nothing is evaluated, an exclamation mark is a symbol.
   *
   * @throws SyntaxException if the text cannot be read; nothing is added then
   */
  void add(String text);

  /** Removes one copy of an atom; returns whether there was one. */
  boolean remove(Atom atom);

  /**
   * Finds the atoms that match a pattern, which may be a conjunction {@code (, pattern...)}, and
   * gives for each solution an instance of the template. Instances are not evaluated. Imported
   * spaces are searched too.
   */
  List<Atom> match(Atom pattern, Atom template);

  /**
   * Finds what matches a pattern and gives for each solution the values of the pattern's variables
   * by name, without the dollar sign.
   *
   * @throws SyntaxException if the pattern cannot be read
   */
  List<Map<String, Atom>> match(String pattern);
}
