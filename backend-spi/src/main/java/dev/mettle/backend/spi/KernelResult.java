package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.kernel.OutsideDomain;

/**
 * Settles what a kernel returned: a value passes, and an {@link OutsideDomain} becomes the
 * irreducible call or the error that the language wants. Compiled code calls this behind each
 * kernel on atoms, so it has to be small.
 */
public final class KernelResult {

  private KernelResult() {}

  /** The value of {@code operation} called with {@code a}. */
  public static Atom settle(Atom a, Atom result, Atom operation) {
    return result instanceof OutsideDomain outside ? outside.toAtom(operation, a) : result;
  }

  /** The value of {@code operation} called with {@code a} and {@code b}. */
  public static Atom settle(Atom a, Atom b, Atom result, Atom operation) {
    return result instanceof OutsideDomain outside ? outside.toAtom(operation, a, b) : result;
  }

  /** The value of {@code operation} called with {@code arguments}. */
  public static Atom settle(Atom[] arguments, Atom result, Atom operation) {
    return result instanceof OutsideDomain outside ? outside.toAtom(operation, arguments) : result;
  }
}
