package dev.mettle.ir.verify;

import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which locals of a function are read later, on some way, before each of its instructions.
 *
 * @since 1.0
 */
public final class LiveLocals {

  private final List<BitSet> live;

  private LiveLocals(List<BitSet> live) {
    this.live = live;
  }

  /** Finds them in a function that is well formed. */
  static LiveLocals of(IrFunction function) {
    SortedSet<Integer> starts = new TreeSet<>();
    starts.add(0);
    for (Instruction instruction : function.code()) {
      for (int i = 0; i < instruction.immediateCount(); i++) {
        if (instruction.kind(i).isTarget()) {
          starts.add(instruction.immediate(i));
        }
      }
    }
    Liveness liveness = new Liveness(function, starts);
    List<BitSet> live = new ArrayList<>(function.code().size());
    int start = 0;
    for (int next : starts.tailSet(1)) {
      live.addAll(liveness.between(start, next));
      start = next;
    }
    live.addAll(liveness.between(start, function.code().size()));
    return new LiveLocals(live);
  }

  /**
   * The locals that are read at an instruction or later.
   *
   * @param offset where the instruction is
   * @return a set that is not to be changed
   */
  public BitSet at(int offset) {
    return live.get(offset);
  }
}
