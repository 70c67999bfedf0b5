package dev.mettle.ir.atom;

/** What an engine remembers about the last children of a large tuple. */
public enum TailFactKind {
  /** Since when they are their own values. */
  VALUES,
  /** The type that all of them have. */
  TYPE,
  /** That no variable in them is bound. */
  UNBOUND
}
