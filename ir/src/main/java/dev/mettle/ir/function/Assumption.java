package dev.mettle.ir.function;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;

/**
 * Something that a function relies on besides its own text. It held, in one view, when the function
 * was made; once it changes the function is stale and must not be entered again.
 *
 * @since 1.0
 */
public sealed interface Assumption {

  /** The operation called {@code name} has its library meaning. */
  record MeaningOf(Symbol name) implements Assumption {}

  /** The rules that a call can reach are those that were compiled. */
  record RulesOf(CallKey key) implements Assumption {}

  /** The types declared for a head, a symbol or an operation, and its calls are as they were. */
  record TypesOf(Atom head) implements Assumption {}
}
