package dev.mettle.cli.testing;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import java.util.Set;

/** The functions of the library that check something. */
final class Asserts {

  /** Their names. */
  static final Set<String> NAMES =
      Set.of(
          "assert",
          "assertEqual",
          "assertEqualMsg",
          "assertEqualToResult",
          "assertEqualToResultMsg",
          "assertAlphaEqual",
          "assertAlphaEqualMsg",
          "assertAlphaEqualToResult",
          "assertAlphaEqualToResultMsg",
          "assertIncludes");

  private Asserts() {}

  /** Whether the atom is a call of one of them. */
  static boolean isAssert(Atom goal) {
    return goal instanceof Expression e
        && e.size() > 0
        && e.get(0) instanceof Symbol head
        && NAMES.contains(head.name());
  }
}
