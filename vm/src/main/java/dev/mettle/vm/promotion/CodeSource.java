package dev.mettle.vm.promotion;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/** Where an evaluator gets the code of functions from. */
@FunctionalInterface
public interface CodeSource {

  /** Leaves everything to the rules. */
  CodeSource NONE = (view, head, size, previous) -> null;

  /**
   * The code for calls of {@code head} in {@code view}, or null if their rules have to be applied.
   * Asked again whenever something changed that may concern the symbol.
   *
   * @param size the number of children of such a call, the head included
   * @param previous the answer to the question when it was asked last
   */
  @Nullable CallCode code(View view, Symbol head, int size, @Nullable CallCode previous);
}
