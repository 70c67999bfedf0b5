package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.RuleSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library functions that are computed directly while their meaning is the library's own. */
public final class IntrinsicTable {

  private record Key(Symbol head, int arity) {}

  private static final class Slot {
    final Intrinsic intrinsic;
    long stamp = -1;

    Slot(Intrinsic intrinsic) {
      this.intrinsic = intrinsic;
    }
  }

  private final AtomSpace library;
  private final Map<Key, Slot> slots = new HashMap<>();

  /** A table for the rules of {@code library}. */
  public IntrinsicTable(AtomSpace library) {
    this.library = library;
  }

  /** The space whose rules the intrinsics stand for. */
  public AtomSpace library() {
    return library;
  }

  /** Declares an intrinsic for {@code name} with {@code arity} arguments. */
  public void define(String name, int arity, Intrinsic intrinsic) {
    slots.put(new Key(Symbol.of(name), arity), new Slot(intrinsic));
  }

  /** The intrinsic for these rules, if the library's rules are still what they were. */
  @Nullable Intrinsic find(Symbol head, int arity, RuleSet rules) {
    Slot slot = slots.get(new Key(head, arity));
    if (slot == null) {
      return null;
    }
    if (slot.stamp < 0) {
      slot.stamp = rules.stamp();
    }
    return slot.stamp == rules.stamp() ? slot.intrinsic : null;
  }
}
