package dev.mettle.ir.atom;

import org.jspecify.annotations.Nullable;

/** What was computed of an expression; not all of it is known. Racing threads compute the same. */
sealed class ExpressionFacts permits WideFacts, ErrorFacts {

  /** 0 as long as it is not known. */
  int hash;

  /** 0 as long as it is not known. */
  long signature;

  @Nullable AtomNote types;

  ExpressionFacts(@Nullable AtomNote types) {
    this.types = types;
  }
}
