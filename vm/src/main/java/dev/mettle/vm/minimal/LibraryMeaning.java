package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.space.View;

/** Tells which functions of the library still mean what the library says. */
@FunctionalInterface
public interface LibraryMeaning {

  /**
   * Whether calls of {@code function} with {@code size} children, the head included, have the rules
   * of the library in {@code view} and no others.
   */
  boolean isOwn(View view, Symbol function, int size);
}
