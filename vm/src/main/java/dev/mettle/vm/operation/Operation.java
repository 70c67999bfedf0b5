package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.types.AtomTypes;
import dev.mettle.vm.types.FixedType;
import dev.mettle.vm.types.FunctionType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grounded operation: an atom that is called when it stands at the head of an evaluated
 * expression. {@link ValueOperation}s compute results from evaluated arguments alone; control
 * operations work on the machine itself. There are no others.
 */
public abstract class Operation extends GroundedValue implements FixedType {

  private final String name;
  private final Atom type;
  private final int arity;
  private @Nullable AtomTypes types;
  private final @Nullable OperationDoc doc;

  /** An operation that prints as {@code name} and has the one type {@code type}. */
  Operation(String name, Atom type) {
    this.name = name;
    this.type = type;
    this.arity = arityOf(type);
    this.doc = null;
  }

  /** An operation with documentation. */
  Operation(String name, Atom type, OperationDoc doc) {
    this.name = name;
    this.type = type;
    this.arity = arityOf(type);
    this.doc = doc;
  }

  /** Whether an atom is a plain value, which cannot be called. */
  public static boolean isPlainValue(Atom atom) {
    return atom instanceof Grounded && !(atom instanceof Operation);
  }

  /**
   * Whether an expression begins with a plain value, so that it is data where no rules match it.
   */
  public static boolean hasValueHead(Expression e) {
    return e.size() > 0 && isPlainValue(e.get(0));
  }

  private static int arityOf(Atom type) {
    return type instanceof Expression e && e.size() > 1 && e.get(0) == Symbols.ARROW
        ? e.size() - 2
        : 0;
  }

  /** Whether {@code call} has fewer arguments than this operation takes. */
  protected final boolean lacksArguments(Expression call) {
    return call.size() <= arity;
  }

  /** The name by which programs call this operation. */
  public final String name() {
    return name;
  }

  /** What this operation is good for, unless it is an inner part of the library. */
  public final Optional<OperationDoc> doc() {
    return Optional.ofNullable(doc);
  }

  @Override
  public final Atom type() {
    return type;
  }

  /** The type, prepared for checking calls; null if it is no function type. */
  public final @Nullable FunctionType functionType() {
    AtomTypes known = fixedTypes();
    return known.has(0) ? known.function(0) : null;
  }

  @Override
  public final AtomTypes fixedTypes() {
    AtomTypes known = types;
    if (known == null) {
      known = AtomTypes.fixed(type);
      types = known;
    }
    return known;
  }

  @Override
  public final String display() {
    return name;
  }
}
