package dev.mettle.vm.types;

/** A grounded value whose type is the same as long as it lives, so that it is prepared once. */
public interface FixedType {

  /** The types of this value. */
  AtomTypes fixedTypes();
}
