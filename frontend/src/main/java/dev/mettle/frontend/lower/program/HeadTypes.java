package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Expression;

/** How calls of one head are checked before their arguments run. */
public sealed interface HeadTypes {

  /** The head has no type: its calls are tuples, whose elements are all evaluated. */
  record Untyped() implements HeadTypes {}

  /**
   * The head has one type, and that is a function type.
   *
   * @param type the type as declared, {@code (-> formal.. result)}
   */
  record Typed(Expression type) implements HeadTypes {}

  /** Several types, or a type that is no function type: only a run can tell which one applies. */
  record Unclear() implements HeadTypes {}
}
