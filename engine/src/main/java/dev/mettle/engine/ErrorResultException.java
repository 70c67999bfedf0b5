package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;

/**
 * An evaluation had an error atom as its result where its caller wanted a value. The atom says what
 * happened, as the program would see it.
 */
public final class ErrorResultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Atom error;

  ErrorResultException(Atom error) {
    super(error.toString());
    this.error = error;
  }

  /** The atom {@code (Error ...)}. */
  public Atom error() {
    return error;
  }
}
