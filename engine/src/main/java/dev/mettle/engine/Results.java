package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The results of one evaluation, in order: the alternatives that a program prints in brackets. */
public final class Results implements Iterable<Atom> {

  private final List<Atom> atoms;

  Results(List<Atom> atoms) {
    this.atoms = List.copyOf(atoms);
  }

  /** The results, unmodifiable. */
  public List<Atom> atoms() {
    return atoms;
  }

  /** The results as values of Java, see {@link Values#toJava(Atom)}. */
  public List<Object> values() {
    return atoms.stream().map(Values::toJava).toList();
  }

  /**
   * The results as values of one type.
   *
   * @throws ErrorResultException if one is an error, and the type is no class of atoms
   * @throws ClassCastException if one is none of that type
   */
  public <T> List<T> values(Class<T> type) {
    return atoms.stream().map(atom -> value(atom, type)).toList();
  }

  /** Number of results. */
  public int size() {
    return atoms.size();
  }

  /** Whether there is no result. */
  public boolean isEmpty() {
    return atoms.isEmpty();
  }

  /**
   * The one result.
   *
   * @throws NoSuchElementException if there are none or several
   */
  public Atom single() {
    if (atoms.size() != 1) {
      throw new NoSuchElementException("not one result but " + atoms.size());
    }
    return atoms.get(0);
  }

  /**
   * The one result as a value of Java.
   *
   * @throws NoSuchElementException if there are none or several
   * @throws ErrorResultException if it is an error, and the type is no class of atoms
   * @throws ClassCastException if it is none of that type
   */
  public <T> T single(Class<T> type) {
    return value(single(), type);
  }

  /**
   * These results, if none of them is an error.
   *
   * @throws ErrorResultException otherwise, with the first
   */
  public Results orThrow() {
    error()
        .ifPresent(
            error -> {
              throw new ErrorResultException(error);
            });
    return this;
  }

  private static <T> T value(Atom atom, Class<T> type) {
    if (Symbols.isError(atom) && !Atom.class.isAssignableFrom(type)) {
      throw new ErrorResultException(atom);
    }
    return Values.toJava(atom, type);
  }

  /** The first result that is an error, if there is one; there are no other results then. */
  public Optional<Atom> error() {
    return atoms.stream().filter(Symbols::isError).findFirst();
  }

  @Override
  public Iterator<Atom> iterator() {
    return atoms.iterator();
  }

  /** The results as a program prints them, such as {@code [1, 2]}. */
  @Override
  public String toString() {
    return atoms.toString();
  }
}
