package dev.mettle.vm.promotion;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/** Code that answers calls of one function in one view in place of its rules. */
@FunctionalInterface
public interface CallCode {

  /**
   * The value of a call, or null if the call is for the rules; then nothing has happened.
   *
   * @param args the call's children, evaluated as the function's type demands; not to be changed
   * @param expected the type against which the rule's body would be evaluated
   */
  @Nullable Atom answer(Atom[] args, Atom expected);
}
