package dev.mettle.ir.atom;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The children of an expression that has many, and what was computed of it. */
final class WideFacts extends ExpressionFacts {

  final Atom[] atoms;

  /** Where the children begin; they end with the array. */
  final int from;

  /** The array with what all its tails know of it; null as long as there is one tail alone. */
  @Nullable SharedChildren shared;

  WideFacts(Atom[] atoms, int from, @Nullable SharedChildren shared) {
    super(null);
    this.atoms = atoms;
    this.from = from;
    this.shared = shared;
  }

  int size() {
    return atoms.length - from;
  }

  SharedChildren shared() {
    SharedChildren known = shared;
    if (known == null) {
      throw new IllegalStateException("not shared");
    }
    return known;
  }

  Atom[] copy(int begin, int end) {
    if (end > size()) {
      throw new IndexOutOfBoundsException(end);
    }
    return Arrays.copyOfRange(atoms, from + begin, from + end);
  }
}
