package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/** What is asked about the types of parts while the types of the whole are found. */
interface TypeLookup {

  /**
   * Whether the types of an argument need not be known: nothing depends on them, and none of them
   * has an error.
   */
  boolean isCleanAndUnused(Atom argument, FunctionType type, int index, Expression call, View view);

  /** The types of a part; null if it has to be looked at first. */
  @Nullable AtomTypes lookUp(Atom part, View view);

  /** Whether there is a type at {@code index}; false also if that has to be found out first. */
  boolean has(AtomTypes types, int index);

  /** Whether what is being looked at has to wait for something. */
  boolean isWaiting();

  /** The types of an expression, if they are remembered. */
  @Nullable AtomTypes remembered(Expression e, View view);

  /** The types of {@code atom} in {@code view}; bindings are followed. */
  AtomTypes of(Atom atom, View view);

  /**
   * Finds the type at {@code index} of an expression, or all types if there are fewer.
   *
   * @param types those of {@code e}
   */
  void find(Expression e, AtomTypes types, int index, View view);

  /** Says whether it is worth to wait for what is not known yet. */
  void setPatient(boolean isPatient);

  /** Counts work, and looks whether the thread is interrupted every now and then. */
  void worked(int amount);

  /** Matches with {@code %Undefined%} as a wildcard at any depth. */
  boolean matches(Atom formal, Atom type, @Nullable Atom[] slots);

  /** Begins to look at one choice among the types of the parts of an expression. */
  int beginReading();

  /** Shows what nothing has made definite as it was written. */
  void showWildcards();

  /** Takes back what was bound since {@code mark}. */
  void endReading(int mark);

  /** What {@code wanted} must be for the two atoms to be equal; itself if they cannot be. */
  Atom solve(Atom pattern, Atom stored, Variable wanted);
}
