package dev.mettle.ir.atom;

/**
 * What an engine remembers about the last children of a large tuple.
 *
 * @since 1.0
 */
public enum TailFactKind {
  /** Since when they are their own values. */
  VALUES(0),
  /** The type that all of them have. */
  TYPE(1),
  /** That no variable in them is bound. */
  UNBOUND(2);

  /** Where it is kept among the facts of a tuple. */
  final int place;

  TailFactKind(int place) {
    this.place = place;
  }
}
