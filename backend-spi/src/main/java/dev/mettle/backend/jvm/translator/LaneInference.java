package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the lane of every value by running the function over lanes instead of values. An operation
 * is typed if its operands are unboxed and a typed kernel takes them; integers meet floats as
 * floats in arithmetic, and as they are in comparisons, which are exact. Everything else works on
 * atoms.
 */
final class LaneInference {

  /** Thrown at an instruction that this translator does not handle. */
  @SuppressWarnings("serial") // never leaves the translator
  static final class Unsupported extends Exception {
    private final transient Opcode opcode;

    Unsupported(Opcode opcode) {
      super(null, null, false, false);
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }

  /**
   * A value on the simulated stack.
   *
   * @param lane where it is
   * @param constantAt the instruction that pushed it, if that is a constant with no other use, and
   *     so can be pushed in another lane; else -1
   */
  private record Value(Lane lane, int constantAt) {}

  private final IrFunction function;
  private final List<Lane> parameters;
  private final boolean integersOnAtoms;
  private final List<Value> stack = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private Lane result = Lane.REFERENCE;
  private boolean canLeaveRange;

  private LaneInference(IrFunction function, List<Lane> parameters, boolean integersOnAtoms) {
    this.function = function;
    this.parameters = parameters;
    this.integersOnAtoms = integersOnAtoms;
  }

  /**
   * Plans a function.
   *
   * @param integersOnAtoms whether integer arithmetic stays on atoms, because it left 64 bits
   *     before
   */
  static LanePlan infer(IrFunction function, List<Lane> parameters, boolean integersOnAtoms)
      throws Unsupported {
    LaneInference inference = new LaneInference(function, parameters, integersOnAtoms);
    for (int i = 0; i < function.code().size(); i++) {
      inference.steps.add(inference.step(i, function.code().get(i)));
    }
    return new LanePlan(parameters, inference.steps, inference.result, inference.canLeaveRange);
  }

  private Step step(int at, Instruction instruction) throws Unsupported {
    Opcode opcode = instruction.opcode();
    return switch (opcode) {
      case NOP -> new Step.Nothing();
      case LOAD_LOCAL -> load(instruction);
      case POP, DUP, SWAP, ROT3, OVER -> shuffle(opcode);
      case DUP_N -> duplicate(instruction.count());
      case POP_N -> shuffle(instruction.count());
      case PUSH_NIL, PUSH_UNIT -> constant(at, Lane.REFERENCE);
      case PUSH_TRUE, PUSH_FALSE -> constant(at, Lane.BOOLEAN);
      case PUSH_LONG_SMALL, PUSH_LONG -> constant(at, Lane.LONG);
      case PUSH_CONSTANT -> constant(at, Lane.of(function.constant(instruction.immediate(0))));
      case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, NEG, ABS -> arithmetic(opcode);
      case POW -> operation(opcode, integersOnAtoms);
      case AND, OR, NOT, XOR, LT, LE, GT, GE, EQ, NE -> operation(opcode, false);
      case CALL_NATIVE -> callNative(instruction.count());
      case RETURN -> ret();
      case JUMP, JUMP_IF_FALSE, SWITCH, STORE_LOCAL, FRESH_VAR, GUARD, JUMP_UNLESS_KIND ->
          throw new Unsupported(opcode);
      case JUMP_UNLESS_ADMITS, CHECK_CALL, LOAD_FORMAL, CAST, JUMP_IF_ERROR ->
          throw new Unsupported(opcode);
      case JUMP_IF_NEW_ERROR, FAIL_IF_EMPTY, MARK_EVALUATED, CALL, TAIL_CALL ->
          throw new Unsupported(opcode);
      case EVAL_ATOM, TAIL_EVAL, REDUCE, TAIL_REDUCE, CALL_OPERATION, TAIL_OPERATION ->
          throw new Unsupported(opcode);
      case RUN_INSTRUCTION, TAIL_INSTRUCTION, RUN_FUNCTION, TAIL_FUNCTION, APPLY_RULES ->
          throw new Unsupported(opcode);
      case JUMP_BY_HEAD, CALL_VALUE, TAIL_CALL_VALUE, CALL_EVALUATED ->
          throw new Unsupported(opcode);
      case JUMP_UNLESS_LIST, JUMP_IF_FUNCTION, JUMP_UNLESS_GROUND -> throw new Unsupported(opcode);
      case PUSH_TYPE, FIRST_CHILD, NEXT_CHILD, NEW_LIST, ADD_TO, TAKE_LIST ->
          throw new Unsupported(opcode);
      case FORK, FAIL, COLLECT, YIELD, BEGIN_ALTERNATIVES, END_ALTERNATIVES ->
          throw new Unsupported(opcode);
      case NEW_SCOPE, CHILD_SCOPE, SCOPE_VAR, CLAIM_VAR, JUMP_UNLESS_VALUE ->
          throw new Unsupported(opcode);
      case IF_NO_RESULT, HAS_RESULT, MAKE_EXPR, INSTANTIATE, LOAD_CHILD, UNIFY ->
          throw new Unsupported(opcode);
      case MATCH_PATTERN, CONS, CAR, CDR, DECONS, SPACE_MATCH -> throw new Unsupported(opcode);
    };
  }

  // ------------------------------------------------------------------ moving values

  private Step constant(int at, Lane lane) {
    stack.add(new Value(lane, at));
    return new Step.Push(lane);
  }

  private Step load(Instruction instruction) throws Unsupported {
    int local = instruction.immediate(0);
    if (local >= parameters.size()) {
      throw new Unsupported(Opcode.LOAD_LOCAL);
    }
    Lane lane = parameters.get(local);
    stack.add(new Value(lane, -1));
    return new Step.Load(lane);
  }

  /** Shuffles as the stack picture says: equal names are the same value. */
  private Step shuffle(Opcode opcode) {
    var inputs = opcode.picture().inputs();
    var outputs = opcode.picture().outputs();
    int[] picked = new int[outputs.size()];
    for (int i = 0; i < picked.length; i++) {
      for (int j = 0; j < inputs.size(); j++) {
        if (inputs.get(j).name().equals(outputs.get(i).name())) {
          picked[i] = j;
        }
      }
    }
    return shuffle(inputs.size(), picked);
  }

  private Step duplicate(int count) {
    int[] picked = new int[2 * count];
    Arrays.setAll(picked, i -> i % count);
    return shuffle(count, picked);
  }

  private Step shuffle(int taken, int... picked) {
    List<Lane> lanes = new ArrayList<>();
    for (Value value : pop(taken)) {
      lanes.add(value.lane());
    }
    for (int pick : picked) {
      stack.add(new Value(lanes.get(pick), -1));
    }
    return new Step.Shuffle(lanes, picked);
  }

  private List<Value> pop(int count) {
    List<Value> top = stack.subList(stack.size() - count, stack.size());
    List<Value> popped = List.copyOf(top);
    top.clear();
    return popped;
  }

  // ------------------------------------------------------------------ computing

  private Step arithmetic(Opcode opcode) {
    int arity = opcode.picture().inputs().size();
    List<Lane> lanes = topLanes(arity);
    boolean integers = lanes.stream().allMatch(lane -> lane == Lane.LONG);
    if (integers) {
      canLeaveRange |= !integersOnAtoms;
      return operation(opcode, integersOnAtoms);
    }
    if (lanes.stream().allMatch(lane -> lane == Lane.LONG || lane == Lane.DOUBLE)) {
      return typed(opcode, Collections.nCopies(arity, Lane.DOUBLE)).orElseThrow();
    }
    return operation(opcode, true);
  }

  private Step operation(Opcode opcode, boolean onAtoms) {
    int arity = opcode.picture().inputs().size();
    List<Lane> lanes = topLanes(arity);
    if (!onAtoms) {
      Optional<Step> typed = typed(opcode, lanes);
      if (typed.isPresent()) {
        // An integer exponent is a step out of range if it does not fit 32 bits.
        canLeaveRange |= opcode == Opcode.POW && lanes.getLast() == Lane.LONG;
        return typed.get();
      }
    }
    take(Collections.nCopies(arity, Lane.REFERENCE));
    stack.add(new Value(Lane.REFERENCE, -1));
    boolean total = opcode.picture().inputs().stream().allMatch(o -> o.kind() == OperandKind.ATOM);
    return new Step.Generic(arity, KernelTable.generic(opcode).orElseThrow(), !total);
  }

  private Optional<Step> typed(Opcode opcode, List<Lane> lanes) {
    if (lanes.contains(Lane.REFERENCE)) {
      return Optional.empty();
    }
    Class<?>[] types = lanes.stream().map(Lane::javaType).toArray(Class<?>[]::new);
    return KernelTable.typed(opcode, types)
        .map(
            kernel -> {
              take(lanes);
              Lane lane = laneOf(kernel.type().returnType());
              stack.add(new Value(lane, -1));
              return new Step.Typed(lanes, lane, kernel);
            });
  }

  private static Lane laneOf(Class<?> type) {
    for (Lane lane : Lane.values()) {
      if (lane.javaType() == type) {
        return lane;
      }
    }
    throw new IllegalArgumentException("no lane carries " + type);
  }

  private Step callNative(int count) {
    take(Collections.nCopies(count, Lane.REFERENCE));
    stack.add(new Value(Lane.REFERENCE, -1));
    return new Step.Native(count);
  }

  private Step ret() {
    result = pop(1).getFirst().lane();
    return new Step.Return(result);
  }

  private List<Lane> topLanes(int count) {
    return stack.subList(stack.size() - count, stack.size()).stream().map(Value::lane).toList();
  }

  /** Pops operands and sends constants among them straight into the wanted lanes. */
  private void take(List<Lane> wanted) {
    List<Value> operands = pop(wanted.size());
    for (int i = 0; i < operands.size(); i++) {
      Value operand = operands.get(i);
      if (operand.constantAt() >= 0 && operand.lane() != wanted.get(i)) {
        steps.set(operand.constantAt(), new Step.Push(wanted.get(i)));
      }
    }
  }
}
