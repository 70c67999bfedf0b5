package dev.mettle.conformance.unit;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of an atom that tells apart what is equal and yet not the same, such as 1 and 1.0, or
 * 0.0 and -0.0.
 */
final class ExactText {

  private ExactText() {}

  /** The text; a dash for nothing. */
  static String of(@Nullable Atom atom) {
    return switch (atom) {
      case null -> "-";
      case LongAtom n -> n.value() + "L";
      case DoubleAtom n -> n.value() + "D";
      case Expression e -> {
        StringBuilder out = new StringBuilder("(");
        for (Atom child : e) {
          out.append(out.length() > 1 ? " " : "").append(of(child));
        }
        yield out.append(')').toString();
      }
      default -> atom.getClass().getSimpleName() + ':' + atom;
    };
  }

  /** The text of what a call came to. */
  static String of(Optional<Atom> result) {
    return result.map(ExactText::of).orElse("no result");
  }
}
