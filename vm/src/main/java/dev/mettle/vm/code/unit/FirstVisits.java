package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.FrameState;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.machine.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * For tests: where the interpreter comes to an instruction of the IR for the first time, its frame
 * is captured as compiled code captures one, and entered again at that very instruction. So the
 * interpreter can be entered anywhere, and a frame map says all that has to be kept.
 *
 * <p>The first word of each instruction is taken out of the code until all instructions of the IR
 * that begin there were visited.
 */
public final class FirstVisits {

  /** Says whether a comparison holds that is one instruction with its branch. */
  public interface Comparison {
    /** Whether that at {@code pc} does, whose first word would be {@code op}. */
    boolean holds(Code code, int pc, int op);
  }

  /** A word that was taken out, and the offsets that are still to be visited there. */
  private record Stop(int word, ArrayDeque<Integer> offsets) {}

  private final CallFrames vm;
  private final CompiledCalls calls;
  private final Comparison comparison;
  private final Map<Code, Map<Integer, Stop>> stops = new WeakHashMap<>();
  private long count;

  /** Visits of code in these frames. */
  public FirstVisits(CallFrames vm, CompiledCalls calls, Comparison comparison) {
    this.vm = vm;
    this.calls = calls;
    this.comparison = comparison;
  }

  /** How many frames were entered again. */
  public long count() {
    return count;
  }

  /** There is new code: its instructions are waited for. */
  public void made(Code code) {
    EntryTable entries = code.entries();
    Map<Integer, Stop> all = new HashMap<>();
    for (int offset = 0; offset < code.function.code().size(); offset++) {
      // A branch that is one with its comparison has no code of its own.
      int address = entries.address(entries.begins(offset) ? offset : offset - 1);
      all.computeIfAbsent(address, at -> new Stop(code.code[at], new ArrayDeque<>()))
          .offsets()
          .add(offset);
    }
    stops.put(code, all);
    for (int address : all.keySet()) {
      code.code[address] = Ops.VISIT;
    }
  }

  /** Captures the running frame, which the machine enters again in its next step. */
  public void visit(Code code, int pc) {
    Map<Integer, Stop> all = stops.get(code);
    Stop stop = all == null ? null : all.get(pc);
    if (stop == null) {
      throw new IllegalStateException("nobody waits at " + pc + " of " + code);
    }
    int offset = stop.offsets().removeFirst();
    if (stop.offsets().isEmpty()) {
      code.code[pc] = stop.word();
    }
    count++;
    Captured captured = new Captured(code, offset);
    EntryTable entries = code.entries();
    FrameState state = code.verified.frameMap().at(offset);
    state.locals().forEach((local, kind) -> captured.add(true, local, Code.LOCALS + local, kind));
    boolean begins = entries.begins(offset);
    int[] places = entries.operands(begins ? offset : offset - 1);
    int lying = begins ? places.length : state.operands().size() - 1;
    for (int i = 0; i < lying; i++) {
      if (places[i] < 0) {
        captured.fixed.add(new FrameLayout.Fixed(false, i, (Atom) code.pool[~places[i]]));
      } else {
        captured.add(false, i, places[i], state.operands().get(i));
      }
    }
    if (!begins) {
      boolean holds = comparison.holds(code, pc, stop.word());
      captured.fixed.add(new FrameLayout.Fixed(false, lying, BoolAtom.of(holds)));
    }
    Frame k = vm.leave(code, pc);
    wipe(code);
    calls.enterAgain(
        captured.layout(),
        captured.words.stream().mapToLong(Long::longValue).toArray(),
        captured.references.toArray(),
        k);
  }

  /**
   * The new frame will lie where the old one lay: what was not captured must not be found there.
   */
  private void wipe(Code code) {
    int at = Math.max(vm.machine.stackTop(), vm.machine.frozenTop());
    vm.ensure(at + code.frameSize);
    Arrays.fill(vm.words, at, at + code.frameSize, Words.REFERENCE);
    Arrays.fill(vm.lane, at, at + code.frameSize, null);
  }

  /** A frame that is being captured. */
  private final class Captured {

    private final Code code;
    private final int offset;
    private final List<FrameLayout.Slot> primitives = new ArrayList<>();
    private final List<FrameLayout.Slot> others = new ArrayList<>();
    private final List<FrameLayout.Fixed> fixed = new ArrayList<>();
    private final List<Long> words = new ArrayList<>();
    private final List<@Nullable Object> references = new ArrayList<>();

    Captured(Code code, int offset) {
      this.code = code;
      this.offset = offset;
    }

    void add(boolean isLocal, int index, int place, OperandKind kind) {
      long word = vm.words[vm.base + place];
      if (kind == OperandKind.TYPE || Words.isReference(word)) {
        Object found = vm.lane[vm.base + place];
        Lane lane = found instanceof Atom ? Lane.REFERENCE : Lane.OBJECT;
        others.add(new FrameLayout.Slot(isLocal, index, lane));
        references.add(found);
      } else if (Words.isInteger(word)) {
        primitives.add(new FrameLayout.Slot(isLocal, index, Lane.LONG));
        words.add(Words.integer(word));
      } else {
        Atom atom = Words.toAtom(word);
        others.add(new FrameLayout.Slot(isLocal, index, Lane.REFERENCE));
        references.add(atom);
      }
    }

    FrameLayout layout() {
      List<FrameLayout.Slot> slots = new ArrayList<>(primitives);
      slots.addAll(others);
      return new FrameLayout(code, offset, false, LeaveReason.POLL, slots, fixed);
    }
  }
}
