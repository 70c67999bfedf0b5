package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of an atom. An ill-typed call has the function type of its head as its type, together
 * with the error that a check of the call gives.
 *
 * <p>An expression whose parts have several types may have very many: every choice among them is a
 * reading. They are found in order, and only as far as they are asked for.
 */
public final class AtomTypes implements AtomNote {

  /** No type at all, which shows as {@code %Undefined%}. */
  static final AtomTypes NONE = new AtomTypes(List.of(), List.of(), 0, 0);

  private Atom[] types;
  private @Nullable Atom @Nullable [] errors;
  private int found;
  private boolean anyError;

  /** What finds the others; null if all are found. */
  private @Nullable MoreTypes rest;

  final long view;
  final long stamp;
  private @Nullable FunctionType @Nullable [] prepared;

  /** The last ground type that the only type was found to match. */
  private @Nullable Atom matched;

  AtomTypes(
      List<? extends Atom> types, List<? extends @Nullable Atom> errors, long view, long stamp) {
    this.types = types.toArray(new Atom[0]);
    this.found = this.types.length;
    this.view = view;
    this.stamp = stamp;
    for (int i = 0; i < found; i++) {
      setError(i, errors.get(i));
    }
  }

  /** The types that {@code readings} finds, from now on. */
  AtomTypes(MoreTypes readings, long view, long stamp) {
    this.types = new Atom[1];
    this.rest = readings;
    this.view = view;
    this.stamp = stamp;
  }

  static AtomTypes none(long view, long stamp) {
    return new AtomTypes(List.of(), List.of(), view, stamp);
  }

  static AtomTypes single(Atom type) {
    return single(type, 0, 0);
  }

  static AtomTypes single(Atom type, long view, long stamp) {
    ArrayList<@Nullable Atom> none = new ArrayList<>(1);
    none.add(null);
    return new AtomTypes(List.of(type), none, view, stamp);
  }

  /** The one type {@code type}, of a value whose type never changes. */
  public static AtomTypes fixed(Atom type) {
    return type == Symbols.UNDEFINED ? NONE : single(type);
  }

  // ---- what is being found

  /** Number of types that are found already. */
  int found() {
    return found;
  }

  /** Whether all types are found. */
  boolean isComplete() {
    return rest == null;
  }

  /** What finds further types; null if all are found. */
  @Nullable MoreTypes rest() {
    return rest;
  }

  void add(Atom type, @Nullable Atom error) {
    if (found == types.length) {
      types = Arrays.copyOf(types, 2 * found);
    }
    types[found] = type;
    found++;
    setError(found - 1, error);
  }

  private void setError(int index, @Nullable Atom error) {
    if (error == null) {
      return;
    }
    @Nullable Atom[] known = errors;
    if (known == null || index >= known.length) {
      known = known == null ? new Atom[types.length] : Arrays.copyOf(known, types.length);
      errors = known;
    }
    known[index] = error;
    anyError = true;
  }

  void complete() {
    rest = null;
  }

  /** What was begun is not remembered any more. */
  void abandon() {
    MoreTypes readings = rest;
    if (readings != null) {
      readings.abandon();
    }
  }

  // ---- what is asked

  /** Whether there is a type at {@code index}. */
  public boolean has(int index) {
    while (index >= found) {
      MoreTypes readings = rest;
      if (readings == null) {
        return false;
      }
      readings.find(index);
    }
    return true;
  }

  /** The only type, prepared, if there is just one and it is a valid function type. */
  @Nullable FunctionType soleFunction() {
    return isComplete() && found == 1 ? function(0) : null;
  }

  /** The only type, if it is known that there is just one and it is valid. */
  @Nullable Atom soleType() {
    return isComplete() && found == 1 && !anyError ? types[0] : null;
  }

  /** Whether the only type is known to match {@code expected}: the very atom, which is ground. */
  boolean isKnownToMatch(Atom expected) {
    return matched == expected;
  }

  /** Notes that the only type matches {@code expected}. */
  void matches(Atom expected) {
    if (expected.isGround()) {
      matched = expected;
    }
  }

  /** Whether there is no type at all. */
  public boolean isNone() {
    return !has(0);
  }

  /** Whether there is just one type. */
  public boolean isSingle() {
    return has(0) && !has(1);
  }

  /** The type at {@code index}; its variables must be renamed for each use. */
  public Atom type(int index) {
    return types[index];
  }

  /** The error that makes the type at {@code index} invalid, or null. */
  public @Nullable Atom error(int index) {
    @Nullable Atom[] known = errors;
    return known == null || index >= known.length ? null : known[index];
  }

  /** The type at {@code index}, prepared, if it is a valid function type. */
  public @Nullable FunctionType function(int index) {
    if (error(index) != null || !FunctionType.isFunctionType(types[index])) {
      return null;
    }
    @Nullable FunctionType[] known = prepared;
    if (known == null || index >= known.length) {
      known = known == null ? new FunctionType[found] : Arrays.copyOf(known, types.length);
      prepared = known;
    }
    FunctionType function = known[index];
    if (function == null) {
      function = FunctionType.of(types[index]);
      known[index] = function;
    }
    return function;
  }

  /**
   * Whether some reading may be ill-typed. Where there are so many that not all are known, that is
   * said of the first, which decides how a call is evaluated.
   */
  public boolean mayHaveErrors() {
    if (!has(0)) {
      return false;
    }
    MoreTypes readings = rest;
    return anyError || readings != null && readings.mayBeDeclared();
  }

  /** Whether there are readings and all of them are ill-typed. */
  public boolean allErrors() {
    return has(0) && nextValid(0) < 0;
  }

  /** The errors, in order. */
  public List<Atom> errors() {
    List<Atom> all = new ArrayList<>();
    for (int i = 0; has(i); i++) {
      Atom error = error(i);
      if (error != null) {
        all.add(error);
      }
    }
    return all;
  }

  /** The index of the first valid type from {@code from} on, or -1. */
  public int nextValid(int from) {
    for (int i = from; has(i); i++) {
      if (error(i) == null) {
        return i;
      }
    }
    return -1;
  }

  /** Whether one of the types is a valid function type. */
  public boolean hasFunctions() {
    for (int i = 0; has(i); i++) {
      if (error(i) == null && FunctionType.isFunctionType(types[i])) {
        return true;
      }
    }
    return false;
  }

  /** The valid function type, prepared, if there is just one among the types. */
  public @Nullable FunctionType onlyFunction() {
    FunctionType only = null;
    for (int i = 0; has(i); i++) {
      FunctionType function = function(i);
      if (function != null) {
        if (only != null) {
          return null;
        }
        only = function;
      }
    }
    return only;
  }

  /** Whether there is no type at all, or a valid one that is no function type. */
  public boolean allowsTuple() {
    if (!has(0)) {
      return true;
    }
    for (int i = 0; has(i); i++) {
      if (error(i) == null && !FunctionType.isFunctionType(types[i])) {
        return true;
      }
    }
    return false;
  }
}
