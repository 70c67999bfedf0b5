package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.KernelResult;
import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a run of instructions as planned, into one method. */
final class BodyWriter {

  private final IrFunction function;
  private final LanePlan plan;
  private final Operations operations;
  private final Constants constants;
  private final CodeBuilder code;
  private final int[] slots;
  private final int scratch;
  private final List<Lane> stack = new ArrayList<>();
  private int line;

  /**
   * A writer into {@code code}.
   *
   * @param slots the JVM slot of each parameter that the instructions read
   * @param scratch the first slot that is free
   */
  BodyWriter(
      IrFunction function,
      LanePlan plan,
      Operations operations,
      Constants constants,
      CodeBuilder code,
      int[] slots,
      int scratch) {
    this.function = function;
    this.plan = plan;
    this.operations = operations;
    this.constants = constants;
    this.code = code;
    this.slots = slots;
    this.scratch = scratch;
  }

  /**
   * Writes the instructions from {@code start} to {@code end}, calling {@code parts} on the way.
   */
  void write(int start, int end, Parts parts) {
    int at = start;
    while (at <= end) {
      Part part = parts.within(at, start, end);
      if (part != null) {
        call(part);
        at = part.end() + 1;
      } else {
        instruction(at);
        at++;
      }
    }
  }

  /** Writes one instruction. */
  void instruction(int at) {
    int newLine = function.line(at);
    if (newLine != 0 && newLine != line) {
      line = newLine;
      code.line(newLine);
    }
    Instruction instruction = function.code().get(at);
    switch (plan.steps().get(at)) {
      case Step.Nothing nothing -> {}
      case Step.Push push -> push(Constants.of(function, instruction), push.lane());
      case Step.Load load -> {
        code.load(Types.local(load.lane()), slots[instruction.immediate(0)]);
        stack.add(load.lane());
      }
      case Step.Shuffle shuffle -> shuffle(shuffle);
      case Step.Typed typed -> {
        take(typed.operands());
        TypedCode.write(
            code, instruction.opcode(), typed.operands(), typed.result(), typed.kernel());
        stack.add(typed.result());
      }
      case Step.Generic generic -> generic(instruction, generic);
      case Step.Native call -> callNative(instruction, call);
      case Step.Return ret -> ret(ret.lane());
    }
  }

  /** Returns the top of the stack. */
  void ret(Lane lane) {
    take(List.of(lane));
    code.op(
        switch (lane) {
          case LONG -> JvmOp.LRETURN;
          case DOUBLE -> JvmOp.DRETURN;
          case BOOLEAN -> JvmOp.IRETURN;
          case REFERENCE, OBJECT -> JvmOp.ARETURN;
        });
  }

  private void call(Part part) {
    for (int parameter : part.parameters()) {
      code.load(Types.local(plan.parameters().get(parameter)), slots[parameter]);
    }
    code.invokeStatic(operations.owner(), part.method(), part.type(plan.parameters()));
    stack.add(part.result());
  }

  private void push(Atom constant, Lane lane) {
    switch (lane) {
      case LONG -> code.pushLong(((LongAtom) constant).value());
      case DOUBLE -> code.pushDouble(((NumberAtom) constant).doubleValue());
      case BOOLEAN -> code.pushInt(((BoolAtom) constant).value() ? 1 : 0);
      case OBJECT -> throw new IllegalStateException("a constant is an atom");
      case REFERENCE -> {
        if (constant instanceof LongAtom n && constants.areMany()) {
          // Beyond some number, an integer made anew costs less than another field.
          code.pushLong(n.value());
          box(code, Lane.LONG);
        } else {
          constants.pushAtom(code, constant);
        }
      }
    }
    stack.add(lane);
  }

  // ------------------------------------------------------------------ operations on atoms

  private void generic(Instruction instruction, Step.Generic step) {
    take(Collections.nCopies(step.arity(), Lane.REFERENCE));
    if (step.settles()) {
      // Keep the operands: they are part of what an operation outside of its domain gives.
      code.op(step.arity() == 1 ? JvmOp.DUP : JvmOp.DUP2);
    }
    TypedCode.call(code, step.kernel());
    if (step.settles()) {
      constants.pushAtom(code, operations.of(instruction.opcode()));
      settle(step.arity() == 1 ? Types.SETTLE_1 : Types.SETTLE_2);
    }
    stack.add(Lane.REFERENCE);
  }

  private void callNative(Instruction instruction, Step.Native step) {
    int arity = step.arity();
    take(Collections.nCopies(arity, Lane.REFERENCE));
    for (int i = arity - 1; i >= 0; i--) {
      code.store(JvmType.REFERENCE, scratch + i);
    }
    code.pushInt(arity);
    code.newArray(Types.ATOM);
    for (int i = 0; i < arity; i++) {
      code.op(JvmOp.DUP);
      code.pushInt(i);
      code.load(JvmType.REFERENCE, scratch + i);
      code.op(JvmOp.AASTORE);
    }
    code.store(JvmType.REFERENCE, scratch);
    code.load(JvmType.REFERENCE, scratch);
    Operations.Native called = operations.nativeOf(function, instruction);
    constants.pushNative(code, called.body());
    code.load(JvmType.REFERENCE, scratch);
    code.invokeInterface(Types.NATIVE, "apply", Types.APPLY);
    constants.pushAtom(code, called.operation());
    settle(Types.SETTLE_N);
    stack.add(Lane.REFERENCE);
  }

  private void settle(java.lang.constant.MethodTypeDesc type) {
    code.invokeStatic(Types.desc(KernelResult.class), "settle", type);
  }

  // ------------------------------------------------------------------ moving values

  private void shuffle(Step.Shuffle step) {
    List<Lane> taken = step.taken();
    int[] picked = step.picked();
    take(taken);
    if (picked.length == 0) {
      for (int i = taken.size() - 1; i >= 0; i--) {
        code.op(taken.get(i).slots() == 2 ? JvmOp.POP2 : JvmOp.POP);
      }
    } else if (taken.size() == 1) {
      for (int i = 1; i < picked.length; i++) {
        code.op(taken.getFirst().slots() == 2 ? JvmOp.DUP2 : JvmOp.DUP);
      }
    } else {
      // Through locals: what HotSpot makes of it is the same, and no case of widths is forgotten.
      int[] places = spill(taken);
      for (int pick : picked) {
        code.load(Types.local(taken.get(pick)), places[pick]);
      }
    }
    for (int pick : picked) {
      stack.add(taken.get(pick));
    }
  }

  /** Stores the topmost operands into scratch locals and says where. */
  private int[] spill(List<Lane> lanes) {
    int[] places = new int[lanes.size()];
    int next = scratch;
    for (int i = lanes.size() - 1; i >= 0; i--) {
      places[i] = next;
      code.store(Types.local(lanes.get(i)), next);
      next += lanes.get(i).slots();
    }
    return places;
  }

  /** Brings the topmost operands into the wanted lanes and takes them off the simulated stack. */
  private void take(List<Lane> wanted) {
    int count = wanted.size();
    List<Lane> top = stack.subList(stack.size() - count, stack.size());
    List<Lane> actual = List.copyOf(top);
    top.clear();
    int deepest = 0;
    while (deepest < count && actual.get(deepest) == wanted.get(deepest)) {
      deepest++;
    }
    if (deepest == count) {
      return;
    }
    List<Lane> above = actual.subList(deepest + 1, count);
    int[] places = spill(above);
    convert(actual.get(deepest), wanted.get(deepest));
    for (int i = 0; i < above.size(); i++) {
      code.load(Types.local(above.get(i)), places[i]);
      convert(above.get(i), wanted.get(deepest + 1 + i));
    }
  }

  private void convert(Lane from, Lane to) {
    if (from == to) {
      return;
    }
    if (to == Lane.REFERENCE) {
      box(code, from);
    } else if (from == Lane.LONG && to == Lane.DOUBLE) {
      code.op(JvmOp.L2D);
    } else {
      throw new IllegalStateException("no way from lane " + from + " to " + to);
    }
  }

  /** Turns the unboxed value on the stack into an atom. */
  static void box(CodeBuilder code, Lane lane) {
    if (lane != Lane.REFERENCE) {
      code.invokeStatic(Types.box(lane), "of", Types.boxing(lane));
    }
  }
}
