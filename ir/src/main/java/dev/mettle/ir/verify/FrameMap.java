package dev.mettle.ir.verify;

import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a frame of a function holds before each of its instructions: what has to be kept to go on
 * from there, and of which kind it is. It follows from the table of opcodes alone, so that all
 * engines that capture frames, and go on with them, agree.
 *
 * <p>Kinds are certain: the sum of two operands of unknown kind is no number here, since it may be
 * an error or the call itself, of numbers it is one.
 *
 * <p>A call goes on at the next offset: its result is the top operand there. What goes on at a
 * target of an instruction, such as an alternative or the results of a collector, finds the locals
 * and operands of that target.
 *
 * @since 1.0
 */
public final class FrameMap {

  private final List<FrameState> states;

  private FrameMap(List<FrameState> states) {
    this.states = states;
  }

  /** Works out the map of a function that is well formed. */
  static FrameMap of(IrFunction function, LiveLocals live) {
    SortedMap<Integer, Frame> known = frames(function);
    List<FrameState> states = new ArrayList<>(function.code().size());
    List<Integer> starts = new ArrayList<>(known.keySet());
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.get(i);
      int end = i + 1 < starts.size() ? starts.get(i + 1) : function.code().size();
      Frame frame = Objects.requireNonNull(known.get(start));
      addBlock(function, start, end, live, frame, states);
    }
    return new FrameMap(states);
  }

  private static SortedMap<Integer, Frame> frames(IrFunction function) {
    try {
      return CodeFlow.of(function, true).frames();
    } catch (CodeFlow.Rejection rejection) {
      throw new InvalidFunctionException(function.name(), rejection.defect);
    }
  }

  private static void addBlock(
      IrFunction function,
      int start,
      int end,
      LiveLocals live,
      Frame frame,
      List<FrameState> states) {
    Transfer transfer = new Transfer(function, true);
    for (int i = start; i < end; i++) {
      states.add(stateOf(frame, live.at(i), states.isEmpty() ? null : states.getLast()));
      Instruction instruction = function.code().get(i);
      String defect = transfer.apply(instruction, false, frame);
      if (defect != null) {
        throw new IllegalStateException(instruction + " " + defect);
      }
    }
  }

  private static FrameState stateOf(Frame frame, BitSet live, @Nullable FrameState before) {
    SortedMap<Integer, OperandKind> locals = new TreeMap<>();
    for (int local = live.nextSetBit(0); local >= 0; local = live.nextSetBit(local + 1)) {
      locals.put(local, Objects.requireNonNull(frame.local(local)));
    }
    // Most instructions leave the locals as they are.
    if (before != null && before.locals().equals(locals)) {
      locals = before.locals();
    }
    return new FrameState(locals, frame.operands());
  }

  /** What a frame holds before the instruction at {@code offset}. */
  public FrameState at(int offset) {
    return states.get(offset);
  }

  /** The number of instructions. */
  public int size() {
    return states.size();
  }
}
