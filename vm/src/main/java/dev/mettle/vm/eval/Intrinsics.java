package dev.mettle.vm.eval;

import dev.mettle.vm.space.AtomSpace;

/** The intrinsics of the standard library. */
public final class Intrinsics {

  private Intrinsics() {}

  /** A table with all intrinsics, for the rules that {@code library} holds. */
  public static IntrinsicTable forLibrary(AtomSpace library) {
    IntrinsicTable table = new IntrinsicTable(library);
    ControlIntrinsics.defineIn(table);
    ListIntrinsics.defineIn(table);
    return table;
  }
}
