package dev.mettle.ir.verify;

import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.Flow;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the code of a function from its start, with the kinds on the stack as state. Only targets
 * of jumps keep a copy of the state, so that long straight code costs no more than its length.
 */
final class CodeFlow {

  /** More operands than this never lie on the stack. */
  static final int MAX_STACK = 0xFFFF;

  /** A function has no more locals than this. */
  static final int MAX_LOCALS = 0xFFFF;

  private final IrFunction function;
  private final List<Instruction> code;
  private final int[] depths;
  private final Map<Integer, Frame> frames = new HashMap<>();
  private final ArrayDeque<Integer> pending = new ArrayDeque<>();
  private final BitSet targets = new BitSet();
  private final Transfer transfer;

  private CodeFlow(IrFunction function, boolean proven) {
    this.function = function;
    this.code = function.code();
    this.transfer = new Transfer(function, proven);
    this.depths = new int[code.size()];
    Arrays.fill(depths, -1);
  }

  /**
   * Follows all ways through a function.
   *
   * @param proven whether only what is certain counts as known of results
   */
  static CodeFlow of(IrFunction function, boolean proven) throws Rejection {
    CodeFlow flow = new CodeFlow(function, proven);
    flow.run();
    return flow;
  }

  /** The largest number of operands that ever lie on the stack. */
  int maxStack() {
    return transfer.maxStack();
  }

  /** How many operands lie on the stack before each instruction. */
  int[] depths() {
    return depths;
  }

  /** What is known at the start and at each target of a jump. */
  SortedMap<Integer, Frame> frames() {
    return new TreeMap<>(frames);
  }

  /** The function is not well formed. */
  static final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;
    final transient Defect defect;

    Rejection(Defect defect) {
      super(defect.reason(), null, false, false);
      this.defect = defect;
    }
  }

  private void run() throws Rejection {
    checkShape();
    for (int offset = 0; offset < code.size(); offset++) {
      String defect = ImmediateCheck.defectOf(function, code.get(offset));
      if (defect != null) {
        throw reject(offset, defect);
      }
      markTargets(code.get(offset));
    }
    flowTo(0, entryFrame(), 0);
    while (!pending.isEmpty()) {
      int start = pending.pop();
      follow(start, Objects.requireNonNull(frames.get(start)).copy());
    }
    for (int offset = 0; offset < code.size(); offset++) {
      if (depths[offset] < 0) {
        throw reject(offset, "cannot be reached");
      }
    }
  }

  private void markTargets(Instruction instruction) {
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (instruction.kind(i).isTarget()) {
        targets.set(instruction.immediate(i));
      }
    }
  }

  private void checkShape() throws Rejection {
    if (code.isEmpty()) {
      throw rejectAll("there is no code");
    }
    if (function.localCount() < function.parameterCount()) {
      throw rejectAll(
          "%d locals cannot hold %d parameters"
              .formatted(function.localCount(), function.parameterCount()));
    }
    if (function.localCount() > MAX_LOCALS) {
      String reason = "%d locals, at most %d".formatted(function.localCount(), MAX_LOCALS);
      throw new Rejection(new Defect(-1, Optional.empty(), reason, true));
    }
    for (Parameter parameter : function.parameters()) {
      if (!OperandKind.OPERAND.includes(parameter.kind())) {
        throw rejectAll("no argument can be of kind " + parameter.kind().label());
      }
    }
    if (!function.resultKind().isValue()) {
      throw rejectAll("no result can be of kind " + function.resultKind().label());
    }
    // A function that is evaluated for an expected type takes that as one more parameter.
    if (function.key().isPresent()
        && function.key().get().parameterCount() != function.parameterCount()
        && function.key().get().parameterCount() + 1 != function.parameterCount()) {
      throw rejectAll(
          "%d parameters for the call key %s"
              .formatted(function.parameterCount(), function.key().get()));
    }
  }

  private Frame entryFrame() {
    @Nullable OperandKind[] locals = new @Nullable OperandKind[function.localCount()];
    int i = 0;
    for (Parameter parameter : function.parameters()) {
      locals[i++] = parameter.kind();
    }
    return new Frame(locals);
  }

  /** Follows the code from {@code start} until it joins a place that is already described. */
  private void follow(int start, Frame frame) throws Rejection {
    int offset = start;
    while (true) {
      depths[offset] = frame.depth();
      Instruction instruction = code.get(offset);
      Flow flow = instruction.opcode().flow();
      if (flow == Flow.BRANCH || flow == Flow.JUMP) {
        flowToTargets(offset, instruction, frame);
      }
      apply(offset, instruction, false, frame);
      if (flow == Flow.END || flow == Flow.JUMP) {
        return;
      }
      int next = offset + 1;
      if (next == code.size()) {
        throw reject(offset, "the code ends without a return");
      }
      if (targets.get(next)) {
        flowTo(next, frame, offset);
        return;
      }
      offset = next;
    }
  }

  private void flowToTargets(int offset, Instruction instruction, Frame frame) throws Rejection {
    Frame after = frame.copy();
    apply(offset, instruction, true, after);
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (instruction.kind(i).isTarget()) {
        flowTo(instruction.immediate(i), after, offset);
      }
    }
  }

  private void apply(int offset, Instruction instruction, boolean toTarget, Frame frame)
      throws Rejection {
    long depth = Transfer.depthAfter(instruction, toTarget, frame);
    if (depth > MAX_STACK) {
      String reason = "%d operands on the stack, at most %d".formatted(depth, MAX_STACK);
      throw new Rejection(new Defect(offset, Optional.of(instruction.opcode()), reason, true));
    }
    String defect = transfer.apply(instruction, toTarget, frame);
    if (defect != null) {
      throw reject(offset, defect);
    }
  }

  /** Joins a frame with what is known at {@code target}. */
  private void flowTo(int target, Frame frame, int from) throws Rejection {
    Frame known = frames.get(target);
    if (known == null) {
      frames.put(target, frame.copy());
      pending.push(target);
      return;
    }
    if (known.depth() != frame.depth()) {
      throw reject(
          from,
          "reaches %d with %s on the stack, another way with %d"
              .formatted(target, Transfer.operands(frame.depth()), known.depth()));
    }
    if (known.widen(frame)) {
      pending.push(target);
    }
  }

  private Rejection reject(int offset, String reason) {
    return new Rejection(new Defect(offset, Optional.of(code.get(offset).opcode()), reason, false));
  }

  private static Rejection rejectAll(String reason) {
    return new Rejection(new Defect(-1, Optional.empty(), reason, false));
  }
}
