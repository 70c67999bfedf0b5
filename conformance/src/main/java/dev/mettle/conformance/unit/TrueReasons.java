package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the reason for which code left is the true one; recompilation hangs on it. */
final class TrueReasons {

  /** What goes to its last target where a value is to be evaluated, or is not what it has to be. */
  private static final Set<Opcode> SELDOM =
      Set.of(
          Opcode.JUMP_UNLESS_VALUE,
          Opcode.CHECK_CALL,
          Opcode.JUMP_BY_HEAD,
          Opcode.JUMP_IF_FUNCTION,
          Opcode.JUMP_UNLESS_LIST,
          Opcode.CONS,
          Opcode.CAR,
          Opcode.CDR,
          Opcode.DECONS);

  private final UnitBench bench;
  private final Set<Opcode> covered;

  TrueReasons(UnitBench bench, Set<Opcode> covered) {
    this.bench = bench;
    this.covered = covered;
  }

  /** Fails if the reason of the innermost frame is not the true one. */
  void check(HeapFrame frame, boolean hasRoom, String input) {
    FrameLayout layout = frame.layout();
    if (layout.waits()) {
      return;
    }
    IrFunction function = layout.code().function();
    int offset = layout.irOffset();
    Instruction instruction = function.code().get(offset);
    if (!holds(layout.reason(), frame, function, offset, instruction, hasRoom)) {
      throw CheckFailedException.of(
          "code leaves for the true reason",
          "%s, %s at %d: %s".formatted(input, function.name(), offset, instruction),
          "a reason that holds there for " + operands(frame).stream().map(ExactText::of).toList(),
          layout.reason());
    }
  }

  private static List<Atom> operands(HeapFrame frame) {
    List<FrameLayout.Slot> slots = frame.layout().slots();
    List<@Nullable Object> values = BenchContext.valuesOf(frame);
    Map<Integer, Atom> found = new TreeMap<>();
    for (int i = 0; i < slots.size(); i++) {
      Object value = Objects.requireNonNull(values.get(i));
      if (!slots.get(i).isLocal()) {
        found.put(slots.get(i).index(), (Atom) value);
      }
    }
    return new ArrayList<>(found.values());
  }

  private boolean holds(
      LeaveReason reason,
      HeapFrame frame,
      IrFunction function,
      int offset,
      Instruction instruction,
      boolean hasRoom) {
    List<Atom> operands = operands(frame);
    Opcode opcode = instruction.opcode();
    return switch (reason) {
      case DEPTH -> (offset == 0 || isCall(opcode) || isCallOfValue(opcode)) && !hasRoom;
      case POLL -> bench.context().takeLeft();
      case INVALIDATED -> opcode == Opcode.GUARD && !frame.layout().code().isCurrent();
      case RULES ->
          isCall(opcode) && bench.target(UnitBench.keyOf(function, instruction)).hasChanged();
      case INTEGER_RANGE -> isOutOfRange(opcode, operands);
      case ARGUMENT_KIND ->
          isTargetOf(function, offset, Opcode.JUMP_UNLESS_KIND)
              || opcode == Opcode.JUMP_UNLESS_KIND
                  && isLocalOfAnotherKind(frame, function, instruction)
              || takesKinds(opcode) && isOfAnotherKind(opcode, operands);
      case VARIABLE ->
          (opcode == Opcode.SWITCH || opcode == Opcode.FAIL_IF_EMPTY)
              && !operands.isEmpty()
              && !operands.getLast().isGround();
      case EVALUATION ->
          SELDOM.stream().anyMatch(jump -> isTargetOf(function, offset, jump))
              || isWayOfHead(function, offset)
              || isEvaluated(opcode, operands);
      case EXPECTED_TYPE ->
          isTargetOf(function, offset, Opcode.JUMP_UNLESS_ADMITS)
              || isEvaluated(opcode, operands)
              || isCall(opcode) && operands.getLast() == Symbols.ATOM;
      case ERROR -> !operands.isEmpty() && Symbols.isError(operands.getLast());
      case NOT_COMPILED -> !covered.contains(opcode);
      case RESULT_KIND ->
          offset > 0
              && function.code().get(offset - 1).opcode() == Opcode.CALL_VALUE
              && !(operands.getLast() instanceof LongAtom);
      case SEVERAL_RESULTS -> false;
    };
  }

  private static boolean isCall(Opcode opcode) {
    return opcode == Opcode.CALL || opcode == Opcode.TAIL_CALL;
  }

  private static boolean isCallOfValue(Opcode opcode) {
    return opcode == Opcode.CALL_VALUE || opcode == Opcode.TAIL_CALL_VALUE;
  }

  /** Whether it is a way of a value that is called, for data or for some functions. */
  private static boolean isWayOfHead(IrFunction function, int offset) {
    for (int at = 0; at < function.code().size(); at++) {
      Instruction jump = function.code().get(at);
      if (jump.opcode() == Opcode.JUMP_BY_HEAD
          && (offset == at + 1 || offset == jump.immediate(2) || offset == jump.immediate(3))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTargetOf(IrFunction function, int offset, Opcode jump) {
    return function.code().stream()
        .filter(i -> i.opcode() == jump)
        .anyMatch(i -> i.immediate(i.immediateCount() - 1) == offset);
  }

  private static boolean isOutOfRange(Opcode opcode, List<Atom> operands) {
    int arity = opcode.picture().inputs().size();
    if (!KernelTable.hasKernel(opcode) || operands.size() < arity) {
      return false;
    }
    List<Atom> taken = operands.subList(operands.size() - arity, operands.size());
    Atom result = BenchInterpreter.kernel(opcode, taken);
    return taken.stream().allMatch(LongAtom.class::isInstance) && !(result instanceof LongAtom)
        || BenchInterpreter.isOutside(result);
  }

  private static boolean takesKinds(Opcode opcode) {
    return KernelTable.hasKernel(opcode)
        || opcode == Opcode.JUMP_IF_FALSE
        || opcode == Opcode.SWITCH;
  }

  /** Where code guesses, numbers are taken for integers. */
  private boolean isLocalOfAnotherKind(
      HeapFrame frame, IrFunction function, Instruction instruction) {
    List<FrameLayout.Slot> slots = frame.layout().slots();
    List<@Nullable Object> values = BenchContext.valuesOf(frame);
    Atom kind = function.constant(instruction.immediate(1));
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).isLocal() && slots.get(i).index() == instruction.immediate(0)) {
        Atom value = bench.context().dereference((Atom) Objects.requireNonNull(values.get(i)));
        return kind == Symbols.NUMBER
            ? !(value instanceof LongAtom)
            : !bench.context().isOfKind(value, kind);
      }
    }
    return false;
  }

  private static boolean isOfAnotherKind(Opcode opcode, List<Atom> operands) {
    int arity = Math.min(opcode.picture().inputs().size(), operands.size());
    boolean bools =
        opcode == Opcode.JUMP_IF_FALSE
            || opcode.picture().inputs().getFirst().kind() == OperandKind.BOOL;
    return operands.subList(operands.size() - arity, operands.size()).stream()
        .anyMatch(atom -> bools ? !(atom instanceof BoolAtom) : !(atom instanceof LongAtom));
  }

  private boolean isEvaluated(Opcode opcode, List<Atom> operands) {
    BenchContext context = bench.context();
    return switch (opcode.mnemonic()) {
      case "fail_if_empty", "instantiate", "load_child" -> true;
      case "eval_atom", "tail_eval", "jump_unless_value" ->
          !context.isValue(operands.get(operands.size() - 2), operands.getLast());
      case "reduce", "tail_reduce" ->
          !context.isResult(operands.get(operands.size() - 2), operands.getLast());
      case "cast" -> !context.passesCast(operands.get(operands.size() - 2), operands.getLast());
      default -> false;
    };
  }
}
