package dev.mettle.ir.verify;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.Flow;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.opcode.StackPicture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a function is well formed, so that engines and compilers need not: each index is
 * in range, the stack never runs under, has one depth at each place whatever the way there, no
 * local is read before it is set, no operand is of a kind that its operation can never take, each
 * way ends in a return, and nothing is unreachable.
 *
 * <p>The code is followed from its start, with the kinds on the stack as state. Only targets of
 * jumps keep a copy of the state, so that long straight code costs no more than its length.
 */
public final class Verifier {

  /** More operands than this never lie on the stack. */
  public static final int MAX_STACK = 0xFFFF;

  /** A function has no more locals than this. */
  public static final int MAX_LOCALS = 0xFFFF;

  private final IrFunction function;
  private final List<Instruction> code;
  private final int[] depths;
  private final Map<Integer, Frame> frames = new HashMap<>();
  private final ArrayDeque<Integer> pending = new ArrayDeque<>();
  private final BitSet targets = new BitSet();
  private int maxStack;

  private Verifier(IrFunction function) {
    this.function = function;
    this.code = function.code();
    this.depths = new int[code.size()];
    Arrays.fill(depths, -1);
  }

  /**
   * Accepts a well-formed function.
   *
   * @throws InvalidFunctionException for any other one
   */
  public static VerifiedFunction verify(IrFunction function) {
    Verifier verifier = new Verifier(function);
    try {
      verifier.run();
    } catch (Rejection rejection) {
      throw new InvalidFunctionException(function.name(), rejection.defect);
    }
    return new VerifiedFunction(function, verifier.maxStack, verifier.depths);
  }

  /** The first defect of a function; none if it is well formed. */
  public static Optional<Defect> firstDefect(IrFunction function) {
    try {
      new Verifier(function).run();
      return Optional.empty();
    } catch (Rejection rejection) {
      return Optional.of(rejection.defect);
    }
  }

  private static final class Rejection extends Exception {
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
      if (isTarget(instruction.kind(i))) {
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
      throw rejectAll("%d locals, at most %d".formatted(function.localCount(), MAX_LOCALS));
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
      Opcode opcode = instruction.opcode();
      if (opcode.flow() == Flow.BRANCH || opcode.flow() == Flow.JUMP) {
        flowToTargets(offset, instruction, frame);
      }
      if (opcode == Opcode.RETURN) {
        checkResult(offset, frame);
      }
      apply(offset, instruction, opcode.picture(), frame);
      if (opcode.flow() == Flow.END || opcode.flow() == Flow.JUMP) {
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
    apply(offset, instruction, instruction.opcode().pictureAtTargets(), after);
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (isTarget(instruction.kind(i))) {
        flowTo(instruction.immediate(i), after, offset);
      }
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
              .formatted(target, operands(frame.depth()), known.depth()));
    }
    if (known.widen(frame)) {
      pending.push(target);
    }
  }

  private void checkResult(int offset, Frame frame) throws Rejection {
    if (frame.depth() > 0) {
      OperandKind actual = frame.at(frame.depth() - 1);
      if (!function.resultKind().includes(actual)) {
        throw reject(
            offset,
            "returns %s where the function declares %s"
                .formatted(actual.label(), function.resultKind().label()));
      }
    }
  }

  private void apply(int offset, Instruction instruction, StackPicture picture, Frame frame)
      throws Rejection {
    int count = instruction.count();
    // A count is below 2^31 and a picture is short, so the sums stay far below 2^63.
    long pops = sum(picture.inputs(), count);
    if (pops > frame.depth()) {
      throw reject(offset, "takes %s, the stack holds %d".formatted(operands(pops), frame.depth()));
    }
    long depth = frame.depth() - pops + sum(picture.outputs(), count);
    if (depth > MAX_STACK) {
      throw reject(offset, "%d operands on the stack, at most %d".formatted(depth, MAX_STACK));
    }
    OperandKind top = frame.depth() == 0 ? OperandKind.ATOM : frame.at(frame.depth() - 1);
    Map<String, List<OperandKind>> taken = take(offset, picture, count, frame);
    for (StackPicture.Operand output : picture.outputs()) {
      List<OperandKind> same = taken.get(output.name());
      if (same != null) {
        same.forEach(frame::push);
      } else {
        int times = output.repeated() ? count : 1;
        for (int i = 0; i < times; i++) {
          frame.push(output.kind());
        }
      }
    }
    refine(offset, instruction, top, frame);
    maxStack = Math.max(maxStack, frame.depth());
  }

  private Map<String, List<OperandKind>> take(
      int offset, StackPicture picture, int count, Frame frame) throws Rejection {
    Map<String, List<OperandKind>> taken = new HashMap<>();
    int pops = picture.pops(count);
    int index = frame.depth() - pops;
    int operandNumber = 1;
    for (StackPicture.Operand input : picture.inputs()) {
      List<OperandKind> kinds = new ArrayList<>();
      int times = input.repeated() ? count : 1;
      for (int i = 0; i < times; i++) {
        OperandKind actual = frame.at(index++);
        if (actual.isDisjointFrom(input.kind())) {
          throw reject(
              offset,
              "operand %d is of kind %s, not %s"
                  .formatted(operandNumber, actual.label(), input.kind().label()));
        }
        kinds.add(actual);
        operandNumber++;
      }
      taken.put(input.name(), kinds);
    }
    frame.drop(pops);
    return taken;
  }

  /** What the table cannot say: the kinds of locals and constants. */
  private void refine(int offset, Instruction instruction, OperandKind top, Frame frame)
      throws Rejection {
    Opcode opcode = instruction.opcode();
    if (opcode == Opcode.PUSH_CONSTANT) {
      frame.drop(1);
      frame.push(OperandKind.of(function.constant(instruction.immediate(0))));
    }
    if (opcode == Opcode.LOAD_LOCAL) {
      OperandKind kind = frame.local(instruction.immediate(0));
      if (kind == null) {
        throw reject(offset, "local %d may be unset".formatted(instruction.immediate(0)));
      }
      frame.drop(1);
      frame.push(kind);
    }
    if (opcode == Opcode.STORE_LOCAL) {
      frame.setLocal(instruction.immediate(0), top);
    }
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (instruction.kind(i) == ImmediateKind.CONSTANT) {
        checkTemplate(offset, function.constant(instruction.immediate(i)), instruction, frame);
      }
    }
    if (opcode == Opcode.CHECK_CALL
        || opcode == Opcode.COLLECT
        || opcode == Opcode.IF_NO_RESULT
        || opcode == Opcode.BEGIN_ALTERNATIVES
        || opcode == Opcode.NEW_SCOPE) {
      frame.setLocal(instruction.immediate(opcode == Opcode.CHECK_CALL ? 1 : 0), OperandKind.ATOM);
    }
    if (opcode == Opcode.MATCH_PATTERN) {
      for (int local : localsSetBy(offset, instruction)) {
        frame.setLocal(local, OperandKind.ATOM);
      }
    }
    if ((opcode == Opcode.SCOPE_VAR || opcode == Opcode.CLAIM_VAR)
        && frame.local(instruction.immediate(1)) == null) {
      throw reject(offset, "local %d may be unset".formatted(instruction.immediate(1)));
    }
  }

  /** The locals that a pattern sets, from the first part of its constant. */
  private List<Integer> localsSetBy(int offset, Instruction instruction) throws Rejection {
    if (!(function.constant(instruction.immediate(0)) instanceof Expression pair)
        || pair.size() < 2
        || pair.size() > 3
        || !(pair.get(0) instanceof Expression numbers)) {
      throw reject(offset, "the constant is no pair of locals and pattern");
    }
    List<Integer> locals = new ArrayList<>();
    for (Atom number : numbers) {
      locals.add(localOf(offset, number));
    }
    if (pair.size() == 3) {
      localOf(offset, pair.get(2));
    }
    return locals;
  }

  private int localOf(int offset, Atom number) throws Rejection {
    if (!(number instanceof LongAtom n) || n.value() < 0 || n.value() >= function.localCount()) {
      throw reject(offset, "no local %s, there are %d".formatted(number, function.localCount()));
    }
    return (int) n.value();
  }

  /** The places of a template must be locals that hold something, or that the instruction sets. */
  private void checkTemplate(int offset, Atom constant, Instruction instruction, Frame frame)
      throws Rejection {
    if (constant.isGround()) {
      return;
    }
    List<Integer> setHere =
        instruction.opcode() == Opcode.MATCH_PATTERN ? localsSetBy(offset, instruction) : List.of();
    ArrayDeque<Atom> parts = new ArrayDeque<>();
    parts.push(constant);
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      } else if (part instanceof Variable v && v.slot() >= 0) {
        int slot = v.slot();
        if (slot >= function.localCount()) {
          throw reject(offset, "no local %d, there are %d".formatted(slot, function.localCount()));
        }
        if (!setHere.contains(slot) && frame.local(slot) == null) {
          throw reject(offset, "local %d may be unset".formatted(slot));
        }
      }
    }
  }

  private static boolean isTarget(ImmediateKind kind) {
    return kind == ImmediateKind.TARGET || kind == ImmediateKind.TARGETS;
  }

  private static long sum(List<StackPicture.Operand> operands, int count) {
    long sum = 0;
    for (StackPicture.Operand operand : operands) {
      sum += operand.repeated() ? count : 1;
    }
    return sum;
  }

  private static String operands(long count) {
    return count == 1 ? "1 operand" : count + " operands";
  }

  private Rejection reject(int offset, String reason) {
    return new Rejection(new Defect(offset, Optional.of(code.get(offset).opcode()), reason));
  }

  private static Rejection rejectAll(String reason) {
    return new Rejection(new Defect(-1, Optional.empty(), reason));
  }
}
