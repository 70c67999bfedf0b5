package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.spi.Equality;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Operations on values are calls of their kernels: of the one on primitive values where the lanes
 * are known, else of the one on atoms.
 */
final class ValueSteps {

  private static final ClassDesc ARITHMETIC_EXCEPTION = Types.desc(ArithmeticException.class);

  /** An operation on numbers or truth values. */
  Step kernel(Opcode opcode, State before, int offset) {
    int arity = opcode.picture().inputs().size();
    List<Lane> lanes = lanes(before, arity);
    Optional<KernelTable.Method> typed = typed(opcode, lanes);
    if (typed.isPresent()) {
      return typed(typed.get(), lanes, before, offset);
    }
    // Where an integer meets a float, the nearest float counts.
    List<Lane> floats = Collections.nCopies(arity, Lane.DOUBLE);
    if (lanes.contains(Lane.LONG) && lanes.contains(Lane.DOUBLE)) {
      typed = typed(opcode, floats);
      if (typed.isPresent()) {
        return typed(typed.get(), floats, before, offset);
      }
    }
    return generic(opcode, arity, before, offset);
  }

  private static Optional<KernelTable.Method> typed(Opcode opcode, List<Lane> lanes) {
    return lanes.contains(Lane.REFERENCE)
        ? Optional.empty()
        : KernelTable.typed(
            opcode, lanes.stream().<Class<?>>map(Lane::javaType).toArray(Class<?>[]::new));
  }

  private static List<Lane> lanes(State before, int arity) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = arity - 1; i >= 0; i--) {
      lanes.add(before.fromTop(i).lane());
    }
    return lanes;
  }

  /** On primitive values. What throws has no result in its lane. */
  private static Step typed(KernelTable.Method kernel, List<Lane> lanes, State before, int offset) {
    Lane result = Types.laneOf(kernel.type().returnType());
    int arity = lanes.size();
    State after = before.copy().drop(arity).push(Val.in(result));
    boolean exact = lanes.contains(Lane.LONG);
    return Step.next(
        new Edge(after, offset + 1),
        method -> {
          for (int i = 0; i < arity; i++) {
            method.load(before, before.top(arity - 1 - i), lanes.get(i));
          }
          Label from = method.code().newBoundLabel();
          call(method, kernel);
          Label to = method.code().newBoundLabel();
          if (exact) {
            method
                .code()
                .exceptionCatch(from, to, method.overflow(offset, before), ARITHMETIC_EXCEPTION);
          }
          method.store(after.top(0), result);
        });
  }

  private static void call(MethodCode method, KernelTable.Method kernel) {
    MethodType type = kernel.type();
    method
        .code()
        .invokestatic(
            Types.desc(kernel.owner()), kernel.name(), type.describeConstable().orElseThrow());
  }

  /** On atoms. The interpreter has the answer where an operand is none of the domain. */
  private static Step generic(Opcode opcode, int arity, State before, int offset) {
    KernelTable.Method kernel = KernelTable.generic(opcode).orElseThrow();
    boolean onBools = opcode.picture().inputs().getFirst().kind() == OperandKind.BOOL;
    boolean givesBool = opcode.picture().outputs().getFirst().kind() == OperandKind.BOOL;
    Lane result = givesBool ? Lane.BOOLEAN : Lane.REFERENCE;
    State after = before.copy().drop(arity).push(Val.in(result));
    return Step.next(
        new Edge(after, offset + 1),
        method -> {
          for (int i = 0; i < arity; i++) {
            method.load(before, before.top(i), Lane.REFERENCE);
            method.code().instanceOf(onBools ? Types.BOOL : Types.NUMBER);
            method.code().ifeq(method.leave(offset, before, LeaveReason.ARGUMENT_KIND));
          }
          for (int i = arity - 1; i >= 0; i--) {
            method.load(before, before.top(i), Lane.REFERENCE);
          }
          call(method, kernel);
          if (opcode.isPartial()) {
            leaveOutsideDomain(method, before, offset);
          }
          if (givesBool) {
            method.code().checkcast(Types.BOOL);
            method
                .code()
                .invokevirtual(Types.BOOL, "value", MethodTypeDesc.of(Lane.BOOLEAN.descriptor()));
          }
          method.store(after.top(0), result);
        });
  }

  private static void leaveOutsideDomain(MethodCode method, State before, int offset) {
    method.code().astore(method.atomScratch()).aload(method.atomScratch());
    method.code().instanceOf(Types.desc(OutsideDomain.class));
    method.code().ifne(method.leave(offset, before, LeaveReason.INTEGER_RANGE));
    method.code().aload(method.atomScratch());
  }

  /** Equality of any two atoms. */
  Step equality(Opcode opcode, State before, int offset) {
    Optional<KernelTable.Method> typed = typed(opcode, lanes(before, 2));
    if (typed.isPresent()) {
      return typed(typed.get(), lanes(before, 2), before, offset);
    }
    State after = before.copy().drop(2).push(Val.in(Lane.BOOLEAN));
    return Step.next(
        new Edge(after, offset + 1),
        method -> {
          method.load(before, before.top(1), Lane.REFERENCE);
          method.load(before, before.top(0), Lane.REFERENCE);
          method
              .code()
              .invokestatic(
                  Types.EQUALITY, "of", MethodTypeDesc.of(CD_int, Types.ATOM, Types.ATOM));
          method.code().istore(method.scratch()).iload(method.scratch());
          method.code().loadConstant(Equality.OPEN);
          method.code().if_icmpeq(method.leave(offset, before, LeaveReason.ARGUMENT_KIND));
          method.code().iload(method.scratch());
          if (opcode == Opcode.NE) {
            method.code().iconst_1().ixor();
          }
          method.store(after.top(0), Lane.BOOLEAN);
        });
  }
}
