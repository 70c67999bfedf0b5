package dev.mettle.vm.code;

import org.jspecify.annotations.Nullable;

/**
 * Where the code of a function can be entered besides its beginning, by IR offsets, and where the
 * operands that the IR has there lie in the frame. Made by decoding the function once more, since
 * few functions are ever entered so.
 */
public final class EntryTable {

  private final int[] addresses;
  private final int[] @Nullable [] operands;
  private final int[] ends;
  private final int stackBase;

  /**
   * A table.
   *
   * @param addresses where the code of each instruction begins
   * @param operands the places of the operands before each instruction, negative for constants;
   *     null where one instruction is part of another
   * @param ends where the code of each instruction ends
   * @param stackBase the place of the deepest operand, where it does not lie elsewhere
   */
  public EntryTable(int[] addresses, int[] @Nullable [] operands, int[] ends, int stackBase) {
    this.stackBase = stackBase;
    this.addresses = addresses;
    this.operands = operands;
    this.ends = ends;
  }

  /** Where the code of the instruction at an offset begins. */
  public int address(int offset) {
    return addresses[offset];
  }

  /** The instruction that the code at an address belongs to. */
  int offsetAt(int address) {
    int known = 0;
    for (int offset = 0; offset < addresses.length; offset++) {
      int begin = addresses[offset];
      if (begin >= 0 && begin <= address) {
        known = offset;
      }
    }
    return known;
  }

  /**
   * Whether the instruction at an offset has code of its own that can be entered. A branch that is
   * one with the comparison before it has none: who knows the condition goes where it leads.
   */
  public boolean begins(int offset) {
    return operands[offset] != null;
  }

  /** The places of the operands before the instruction at an offset; negative for constants. */
  public int[] operands(int offset) {
    int[] places = operands[offset];
    if (places == null) {
      throw new IllegalStateException("nothing can enter at offset " + offset);
    }
    return places;
  }

  /** The place of an operand while the frame waits for a value. */
  public int waiting(int height) {
    return stackBase + height;
  }

  /** The instruction whose result goes where a word says. */
  public int offsetOfResult(int word) {
    // What follows without code of its own ends there, too.
    int offset = 0;
    while (ends[offset] != word) {
      offset++;
    }
    return offset;
  }

  /** The word of the instruction at an offset that says where its result goes. */
  public int resultWord(int offset) {
    return ends[offset];
  }
}
