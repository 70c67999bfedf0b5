package dev.mettle.ir.atom;

import org.jspecify.annotations.Nullable;

/** What was computed of an error, and where it comes from, as the engine has noted it. */
final class ErrorFacts extends ExpressionFacts {

  final AtomNote origin;

  ErrorFacts(@Nullable AtomNote types, AtomNote origin) {
    super(types);
    this.origin = origin;
  }
}
