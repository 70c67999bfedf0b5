package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbols;

/**
 * A Java object as an atom. It prints as its {@code toString} says, and equals what holds an equal
 * object. As for the keys of a {@link java.util.HashMap}, what the object equals must not change
 * while it is part of an atom; an object that changes is held {@link #byIdentity}.
 */
public final class JavaObject extends GroundedValue {

  private final Object value;
  private final Atom type;
  private final boolean identity;

  private JavaObject(Object value, Atom type, boolean identity) {
    this.value = value;
    this.type = type;
    this.identity = identity;
  }

  /** The atom of {@code value}, without a type, so that it fits every parameter. */
  public static JavaObject of(Object value) {
    return new JavaObject(value, Symbols.UNDEFINED, false);
  }

  /** The atom of {@code value}, of the type {@code type}. */
  public static JavaObject of(Object value, Atom type) {
    return new JavaObject(value, type, false);
  }

  /** The atom of {@code value}, which equals what holds the same object alone. */
  public static JavaObject byIdentity(Object value) {
    return new JavaObject(value, Symbols.UNDEFINED, true);
  }

  /** The object. */
  public Object value() {
    return value;
  }

  @Override
  public Atom type() {
    return type;
  }

  @Override
  public String display() {
    return String.valueOf(value);
  }

  @Override
  public boolean sameValue(GroundedValue other) {
    return other instanceof JavaObject o
        && identity == o.identity
        && (value == o.value || !identity && value.equals(o.value));
  }

  @Override
  public int hashCode() {
    return identity ? System.identityHashCode(value) : value.hashCode();
  }
}
