package dev.mettle.ir.atom;

/**
 * Error atoms, built in one place.
 *
 * @since 1.0
 */
public final class Errors {

  private Errors() {}

  /** {@code (Error call text)}, with the text as one symbol, as run-time errors have it. */
  public static Expression of(Atom call, String text) {
    return of(call, Symbol.of(text));
  }

  /** {@code (Error subject reason)}. */
  public static Expression of(Atom subject, Atom reason) {
    return Expression.owning(new Atom[] {Symbols.ERROR, subject, reason});
  }
}
