package dev.mettle.conformance.differential;

/**
 * What a part of a program brings along, beyond plain computing.
 *
 * @since 1.0
 */
public enum Feature {
  /** Nothing special. */
  PLAIN,
  /** Several results. */
  CHOICE,
  /** Printing, changes of spaces and states. */
  EFFECT,
  /** Unbound variables. */
  OPEN,
  /** Likely errors. */
  WRONG
}
