package dev.mettle.ir.kernel;

import dev.mettle.ir.atom.Atom;

/**
 * A pure operation that {@code call_native} calls by name: one result, computed from evaluated
 * arguments alone. Like a kernel it gives an {@link OutsideDomain} where it has no value.
 */
@FunctionalInterface
public interface NativeOperation {

  /** The result for these arguments. */
  Atom apply(Atom[] arguments);
}
