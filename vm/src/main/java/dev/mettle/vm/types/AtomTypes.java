package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of an atom. An ill-typed call has the function type of its head as its type, together
 * with the error that a check of the call gives.
 */
public final class AtomTypes {

  /** No type at all, which shows as {@code %Undefined%}. */
  static final AtomTypes NONE = new AtomTypes(List.of(), List.of(), 0, 0);

  private final Atom[] types;
  private final @Nullable Atom[] errors;
  private final boolean anyError;
  final long view;
  final long stamp;
  private FunctionType @Nullable [] functions;

  AtomTypes(
      List<? extends Atom> types, List<? extends @Nullable Atom> errors, long view, long stamp) {
    this.types = types.toArray(new Atom[0]);
    this.errors = errors.toArray(new Atom[0]);
    boolean any = false;
    for (Atom error : this.errors) {
      any |= error != null;
    }
    this.anyError = any;
    this.view = view;
    this.stamp = stamp;
  }

  static AtomTypes single(Atom type) {
    ArrayList<@Nullable Atom> none = new ArrayList<>();
    none.add(null);
    return new AtomTypes(List.of(type), none, 0, 0);
  }

  /** The one type {@code type}, of a value whose type never changes. */
  public static AtomTypes fixed(Atom type) {
    return type == Symbols.UNDEFINED ? NONE : single(type);
  }

  /** The only type, prepared, if there is just one and it is a valid function type. */
  @Nullable FunctionType soleFunction() {
    return types.length == 1 && !anyError && functions().length == 1 ? functions()[0] : null;
  }

  /** The only type, if there is just one and it is valid. */
  @Nullable Atom soleType() {
    return types.length == 1 && !anyError ? types[0] : null;
  }

  /** Whether there is no type at all. */
  public boolean isNone() {
    return types.length == 0;
  }

  /** Number of types, those of ill-typed readings included. */
  public int size() {
    return types.length;
  }

  /** The type at {@code index}; its variables must be renamed for each use. */
  public Atom type(int index) {
    return types[index];
  }

  /** The error that makes the type at {@code index} invalid, or null. */
  public @Nullable Atom error(int index) {
    return errors[index];
  }

  /** Whether some reading is ill-typed. */
  public boolean hasErrors() {
    return anyError;
  }

  /** Whether there are readings and all of them are ill-typed. */
  public boolean allErrors() {
    for (Atom error : errors) {
      if (error == null) {
        return false;
      }
    }
    return types.length > 0;
  }

  /** The errors, in order. */
  public List<Atom> errors() {
    List<Atom> found = new ArrayList<>();
    for (Atom error : errors) {
      if (error != null) {
        found.add(error);
      }
    }
    return found;
  }

  /** The valid types, {@code %Undefined%} if there is none at all; empty if all are errors. */
  public List<Atom> valid() {
    if (types.length == 0) {
      return List.of(Symbols.UNDEFINED);
    }
    List<Atom> found = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      if (errors[i] == null) {
        found.add(types[i]);
      }
    }
    return found;
  }

  /** The valid function types, prepared. */
  public FunctionType[] functions() {
    FunctionType[] known = functions;
    if (known == null) {
      List<FunctionType> found = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        if (errors[i] == null && FunctionType.isFunctionType(types[i])) {
          found.add(FunctionType.of(types[i]));
        }
      }
      known = found.toArray(new FunctionType[0]);
      functions = known;
    }
    return known;
  }

  /** Whether there is no type at all, or a valid one that is no function type. */
  public boolean allowsTuple() {
    if (types.length == 0) {
      return true;
    }
    for (int i = 0; i < types.length; i++) {
      if (errors[i] == null && !FunctionType.isFunctionType(types[i])) {
        return true;
      }
    }
    return false;
  }
}
