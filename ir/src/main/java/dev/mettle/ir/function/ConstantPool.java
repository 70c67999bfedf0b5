package dev.mettle.ir.function;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A constant pool while it is filled. Equal leaves share an entry, but only where no program can
 * tell them apart: {@code 1} and {@code 1.0}, and the two zeros, are different constants although
 * the language calls them equal.
 */
final class ConstantPool {

  /** An atom by its identity, so that it cannot be mistaken for a leaf's key. */
  private record Same(Atom atom) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Same that && atom == that.atom;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(atom);
    }
  }

  private final List<Atom> atoms = new ArrayList<>();
  private final Map<Object, Integer> indexes = new HashMap<>();

  List<Atom> atoms() {
    return atoms;
  }

  int indexOf(Atom atom) {
    Integer known = indexes.putIfAbsent(key(atom), atoms.size());
    if (known != null) {
      return known;
    }
    atoms.add(atom);
    return atoms.size() - 1;
  }

  /** Appends without looking for an equal entry, for a pool that is read back as it was. */
  void append(Atom atom) {
    indexes.putIfAbsent(key(atom), atoms.size());
    atoms.add(atom);
  }

  private static Object key(Atom atom) {
    return switch (atom) {
      case LongAtom n -> n.value();
      case BigIntegerAtom n -> n.value();
      // Double.equals goes by bits: NaN equals itself and the zeros differ.
      case DoubleAtom n -> n.value();
      case StringAtom s -> s.value();
      default -> new Same(atom);
    };
  }
}
