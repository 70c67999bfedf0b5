package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.Equality;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Computes and compares. An operand of unknown kind is guessed to be an integer, or what the other
 * operand is; where that is wrong the interpreter runs the instruction.
 */
final class ArithmeticCode {

  private final MethodWriter method;
  private final Blocks blocks;
  private final IrFunction function;

  ArithmeticCode(MethodWriter method, Blocks blocks, IrFunction function) {
    this.method = method;
    this.blocks = blocks;
    this.function = function;
  }

  /** An instruction that computes a value from numbers or Bools. */
  void compute(Opcode opcode) {
    int arity = opcode.picture().inputs().size();
    if (!method.guesses() && lanes(arity).contains(Lane.REFERENCE)) {
      byKernel(opcode, arity);
      return;
    }
    boolean onBools = opcode.picture().inputs().getFirst().kind() == OperandKind.BOOL;
    if (!unbox(arity, onBools ? Lane.BOOLEAN : guess(arity))) {
      leave();
      return;
    }
    List<Lane> lanes = lanes(arity);
    if (opcode != Opcode.POW && lanes.contains(Lane.DOUBLE) && !lanes.contains(Lane.BOOLEAN)) {
      lanes = Collections.nCopies(arity, Lane.DOUBLE);
    }
    Optional<KernelTable.Method> kernel = kernel(opcode, lanes);
    if (kernel.isEmpty()) {
      leave();
      return;
    }
    Lane result = laneOf(kernel.get().type().returnType());
    List<Value> operands = method.state().pop(arity);
    CodeBuilder code = method.code();
    for (int i = 0; i < arity; i++) {
      method.load(operands.get(i), lanes.get(i));
    }
    boolean throwing = lanes.getLast() == Lane.LONG;
    JvmLabel from = code.newLabel();
    JvmLabel to = code.newLabel();
    if (throwing) {
      code.place(from);
    }
    TypedCode.write(code, opcode, lanes, result, kernel.get());
    if (throwing) {
      code.place(to);
      method.addHandler(from, to);
    }
    method.result(result);
  }

  /** A comparison, together with the branch behind it if there is one; says where to go on. */
  int compare(Opcode opcode, int offset) {
    boolean equality = opcode == Opcode.EQ || opcode == Opcode.NE;
    List<Lane> given = lanes(2);
    boolean onAtoms =
        equality
            && (given.contains(Lane.REFERENCE) && !(method.guesses() && areNumbersOrOpen(given))
                || kernel(opcode, given).isEmpty() && !given.contains(Lane.REFERENCE));
    if (onAtoms) {
      compareAtoms(opcode);
      return offset + 1;
    }
    if (!method.guesses() && given.contains(Lane.REFERENCE)) {
      byKernel(opcode, 2);
      return offset + 1;
    }
    if (!unbox(2, guess(2))) {
      leave();
      return offset + 1;
    }
    List<Lane> lanes = lanes(2);
    Optional<KernelTable.Method> kernel = kernel(opcode, lanes);
    if (kernel.isEmpty()) {
      leave();
      return offset + 1;
    }
    List<Value> operands = method.state().pop(2);
    method.load(operands.get(0), lanes.get(0));
    method.load(operands.get(1), lanes.get(1));
    boolean alike = lanes.get(0) == lanes.get(1) && lanes.get(0) != Lane.BOOLEAN;
    if (alike && branchFollows(offset)) {
      branch(opcode, lanes.getFirst(), function.code().get(offset + 1));
      return offset + 2;
    }
    TypedCode.write(method.code(), opcode, lanes, Lane.BOOLEAN, kernel.get());
    method.result(Lane.BOOLEAN);
    return offset + 1;
  }

  /** Calls the kernel on atoms, and leaves where that gives nothing. */
  private void byKernel(Opcode opcode, int arity) {
    CodeBuilder code = method.code();
    State state = method.state();
    boolean unary = arity == 1;
    method
        .constants()
        .push(
            code,
            Objects.requireNonNull(KernelTable.of(opcode)),
            unary ? UnitTypes.UNARY : UnitTypes.BINARY);
    for (int i = arity - 1; i >= 0; i--) {
      method.load(state.fromTop(i), Lane.REFERENCE);
    }
    code.invokeStatic(
        UnitTypes.ATOM_ARITHMETIC, "of", unary ? UnitTypes.APPLY_1 : UnitTypes.APPLY_2);
    Value.Stored result = method.scratch(Lane.REFERENCE);
    method.load(result, Lane.REFERENCE);
    code.branch(JvmBranch.IFNULL, method.leave(LeaveReason.ARGUMENT_KIND));
    state.pop(arity);
    method.load(result, Lane.REFERENCE);
    method.result(Lane.REFERENCE);
  }

  private boolean branchFollows(int offset) {
    return !blocks.isTarget(offset + 1)
        && function.code().get(offset + 1).opcode() == Opcode.JUMP_IF_FALSE;
  }

  private void branch(Opcode opcode, Lane lane, Instruction jump) {
    CodeBuilder code = method.code();
    if (lane == Lane.LONG) {
      code.op(JvmOp.LCMP);
    } else {
      // A NaN makes each of them false but the last.
      code.op(opcode == Opcode.LT || opcode == Opcode.LE ? JvmOp.DCMPG : JvmOp.DCMPL);
    }
    code.branch(branchUnless(opcode), blocks.edge(method, jump.immediate(0)));
  }

  private static JvmBranch branchUnless(Opcode opcode) {
    return switch (opcode.operation().orElseThrow()) {
      case "<" -> JvmBranch.IFGE;
      case "<=" -> JvmBranch.IFGT;
      case ">" -> JvmBranch.IFLE;
      case ">=" -> JvmBranch.IFLT;
      case "==" -> JvmBranch.IFNE;
      case "!=" -> JvmBranch.IFEQ;
      default -> throw new IllegalArgumentException(opcode + " compares nothing");
    };
  }

  private void compareAtoms(Opcode opcode) {
    CodeBuilder code = method.code();
    State state = method.state();
    method.load(state.fromTop(1), Lane.REFERENCE);
    method.load(state.fromTop(0), Lane.REFERENCE);
    code.invokeStatic(UnitTypes.EQUALITY, "of", UnitTypes.COMPARE_ATOMS);
    Value.Stored verdict = method.scratchInt();
    method.load(verdict, Lane.BOOLEAN);
    code.pushInt(Equality.OPEN);
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.ARGUMENT_KIND));
    state.pop(2);
    method.load(verdict, Lane.BOOLEAN);
    if (opcode == Opcode.NE) {
      code.pushInt(1);
      code.op(JvmOp.IXOR);
    }
    method.result(Lane.BOOLEAN);
  }

  // ------------------------------------------------------------------ lanes of operands

  private List<Lane> lanes(int count) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      lanes.add(method.state().fromTop(i).lane());
    }
    return lanes;
  }

  /** Whether one operand is a number, so that the other one is taken for one as well. */
  private static boolean areNumbersOrOpen(List<Lane> lanes) {
    return lanes.contains(Lane.LONG) || lanes.contains(Lane.DOUBLE);
  }

  private Lane guess(int count) {
    return lanes(count).contains(Lane.DOUBLE) ? Lane.DOUBLE : Lane.LONG;
  }

  /**
   * Brings references among the operands into a lane, and leaves where they are none of it. False
   * if one is known not to be.
   */
  private boolean unbox(int count, Lane lane) {
    State state = method.state();
    for (int i = 0; i < count; i++) {
      Value value = state.fromTop(i);
      if (value.lane() == Lane.REFERENCE) {
        if (value instanceof Value.Known) {
          return false;
        }
        method.unbox(state.places() - 1 - i, lane, LeaveReason.ARGUMENT_KIND);
      }
    }
    return true;
  }

  private void leave() {
    method.leaveAlways(LeaveReason.ARGUMENT_KIND);
  }

  private static Optional<KernelTable.Method> kernel(Opcode opcode, List<Lane> lanes) {
    if (lanes.contains(Lane.REFERENCE)) {
      return Optional.empty();
    }
    Class<?>[] types = new Class<?>[lanes.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = lanes.get(i).javaType();
    }
    return KernelTable.typed(opcode, types);
  }

  private static Lane laneOf(Class<?> type) {
    for (Lane lane : Lane.values()) {
      if (lane.javaType() == type) {
        return lane;
      }
    }
    throw new IllegalArgumentException("no lane carries " + type);
  }
}
