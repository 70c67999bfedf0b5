package dev.mettle.vm.types;

/** Finds the types of an atom that nobody has asked for yet. */
interface MoreTypes {

  /** Finds those up to the one at an index, as far as there are any. */
  void find(int index);

  /** Goes one step on. */
  void step();

  /** Gives up what was begun. */
  void abandon();

  /** Whether one of them may come from a declaration of the whole. */
  boolean mayBeDeclared();
}
