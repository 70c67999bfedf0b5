package dev.mettle.ir.verify;

import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Flow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which locals are read later, on some way, before they are set again. Solved at the targets of
 * jumps, from the end of the code towards its start until nothing changes.
 */
final class Liveness {

  private final List<List<LocalUse>> uses;
  private final List<Instruction> code;

  /** What is read behind each target; the start counts as one. */
  private final Map<Integer, BitSet> behind = new HashMap<>();

  /**
   * Solves a well-formed function.
   *
   * @param targets the start and all targets of jumps
   */
  Liveness(IrFunction function, Set<Integer> targets) {
    this.code = function.code();
    this.uses = code.stream().map(each -> LocalUse.of(function, each)).toList();
    targets.forEach(target -> behind.put(target, new BitSet()));
    List<Integer> starts = new ArrayList<>(targets);
    starts.sort(Collections.reverseOrder());
    boolean changed = true;
    while (changed) {
      changed = false;
      int end = code.size();
      for (int start : starts) {
        BitSet live = walk(start, end, null);
        changed |= !live.equals(behind.put(start, live));
        end = start;
      }
    }
  }

  /**
   * What is live before each instruction from {@code start} to {@code end}, between which no target
   * lies.
   */
  List<BitSet> between(int start, int end) {
    List<BitSet> found = new ArrayList<>();
    walk(start, end, found);
    Collections.reverse(found);
    return found;
  }

  private BitSet walk(int start, int end, @Nullable List<BitSet> found) {
    BitSet live = end < code.size() ? copy(behindTarget(end)) : new BitSet();
    for (int offset = end - 1; offset >= start; offset--) {
      before(code.get(offset), uses.get(offset), live);
      if (found != null) {
        // Most instructions change nothing.
        boolean same = !found.isEmpty() && found.getLast().equals(live);
        found.add(same ? found.getLast() : copy(live));
      }
    }
    return live;
  }

  /** Turns what is live behind an instruction into what is live before it. */
  private void before(Instruction instruction, List<LocalUse> touched, BitSet live) {
    Flow flow = instruction.opcode().flow();
    if (flow == Flow.END || flow == Flow.JUMP) {
      live.clear();
    }
    for (LocalUse use : touched) {
      if (use.use().access().sets()) {
        live.clear(use.local());
      }
    }
    if (flow == Flow.BRANCH || flow == Flow.JUMP) {
      BitSet atTargets = new BitSet();
      for (int i = 0; i < instruction.immediateCount(); i++) {
        if (instruction.kind(i).isTarget()) {
          atTargets.or(behindTarget(instruction.immediate(i)));
        }
      }
      for (LocalUse use : touched) {
        if (use.use().access().setsAtTargets()) {
          atTargets.clear(use.local());
        }
      }
      live.or(atTargets);
    }
    for (LocalUse use : touched) {
      if (use.use().access().reads()) {
        live.set(use.local());
      }
    }
  }

  private BitSet behindTarget(int target) {
    BitSet known = behind.get(target);
    if (known == null) {
      throw new IllegalArgumentException(target + " is no target");
    }
    return known;
  }

  private static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }
}
