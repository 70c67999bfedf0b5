package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_boolean;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Looks at what values are, and at what is still the case. */
final class CheckSteps {

  private final MethodPlan plan;
  private final IrFunction function;

  CheckSteps(MethodPlan plan) {
    this.plan = plan;
    this.function = plan.function().function();
  }

  /** What a check of a primitive value against a type comes to. */
  private enum Verdict {
    YES,
    NO,
    OPEN
  }

  private static Symbol typeOf(Lane lane) {
    return lane == Lane.BOOLEAN ? Symbols.BOOL : Symbols.NUMBER;
  }

  private static Verdict admits(Val expected, Atom type) {
    if (!(expected.constant() instanceof Symbol symbol)) {
      return Verdict.OPEN;
    }
    return symbol == Symbols.UNDEFINED || symbol == Symbols.ATOM || symbol == type
        ? Verdict.YES
        : Verdict.NO;
  }

  private static void pushAdmits(MethodCode method, State before, int expected, Atom type) {
    method.context().load(before, expected, Lane.REFERENCE);
    method.push(type, Types.ATOM);
    method.invoke("admits", CD_boolean, Types.ATOM, Types.ATOM);
  }

  // ------------------------------------------------------------------ branches

  Step jumpIfFalse(Instruction instruction, State before, int offset) {
    int condition = before.top(0);
    State after = before.copy().drop(1);
    Edge holds = new Edge(after, offset + 1);
    Edge fails = new Edge(after, instruction.immediate(0));
    Edge other = new Edge(after, instruction.immediate(2));
    return switch (before.val(condition).lane()) {
      case BOOLEAN ->
          new Step(
              List.of(fails, holds),
              method -> {
                method.load(before, condition, Lane.BOOLEAN);
                method.branch(Opcode.IFEQ, fails);
                method.go(holds);
              });
      case LONG, DOUBLE -> Step.next(other, method -> {});
      case REFERENCE, OBJECT ->
          new Step(
              List.of(fails, other, holds),
              method -> {
                Label isTrue = method.code().newLabel();
                method.load(before, condition, Lane.REFERENCE);
                method.code().getstatic(Types.BOOL, "TRUE", Types.BOOL).if_acmpeq(isTrue);
                method.load(before, condition, Lane.REFERENCE);
                method.code().getstatic(Types.BOOL, "FALSE", Types.BOOL);
                method.branch(Opcode.IF_ACMPEQ, fails);
                // A variable may have a value.
                method.load(before, condition, Lane.REFERENCE);
                method.code().instanceOf(Types.VARIABLE);
                method.code().ifne(method.leave(offset, before, LeaveReason.ARGUMENT_KIND));
                method.code().goto_(method.target(other));
                method.code().labelBinding(isTrue);
                method.go(holds);
              });
    };
  }

  Step jumpUnlessKind(Instruction instruction, State before, int offset) {
    int local = instruction.immediate(0);
    Atom kind = function.constant(instruction.immediate(1));
    Edge other = new Edge(before, instruction.immediate(2));
    Lane lane = before.val(local).lane();
    if (lane != Lane.REFERENCE) {
      boolean fits = kind == Symbols.GROUNDED || kind == typeOf(lane);
      return Step.next(fits ? new Edge(before, offset + 1) : other, method -> {});
    }
    // A variable that has such a value counts as the value.
    Lane known = kind == Symbols.BOOL ? Lane.BOOLEAN : Lane.REFERENCE;
    State after = before.copy();
    after.setLocal(local, Val.in(known));
    Edge next = new Edge(after, offset + 1);
    return new Step(
        List.of(other, next),
        method -> {
          method.context().load(before, local, Lane.REFERENCE);
          method.push(kind, Types.ATOM);
          method.invoke("isOfKind", CD_boolean, Types.ATOM, Types.ATOM);
          method.branch(Opcode.IFEQ, other);
          method.context().load(before, local, Lane.REFERENCE);
          method.invoke("dereference", Types.ATOM, Types.ATOM);
          if (known == Lane.BOOLEAN) {
            method.code().checkcast(Types.BOOL);
            method.code().invokevirtual(Types.BOOL, "value", MethodTypeDesc.of(CD_boolean));
          }
          method.store(local, known);
          method.go(next);
        });
  }

  Step jumpUnlessAdmits(Instruction instruction, State before, int offset) {
    Atom type = function.constant(instruction.immediate(0));
    State after = before.copy().drop(1);
    Edge other = new Edge(after, instruction.immediate(1));
    Edge next = new Edge(after, offset + 1);
    return switch (admits(before.fromTop(0), type)) {
      case YES -> Step.next(next, method -> {});
      case NO -> Step.next(other, method -> {});
      case OPEN ->
          new Step(
              List.of(other, next),
              method -> {
                pushAdmits(method, before, before.top(0), type);
                method.branch(Opcode.IFEQ, other);
                method.go(next);
              });
    };
  }

  /** An error goes to the target alone; the operands beneath it are dropped. */
  Step jumpIfError(Instruction instruction, State before, int offset) {
    int value = before.top(0);
    Edge next = new Edge(before, offset + 1);
    if (before.val(value).lane() != Lane.REFERENCE) {
      return Step.next(next, method -> {});
    }
    State after = before.copy().drop(instruction.count() + 1).push(Val.in(Lane.REFERENCE));
    Edge leaves = new Edge(after, instruction.immediate(1));
    return new Step(
        List.of(leaves, next),
        method -> {
          Label passes = method.code().newLabel();
          pushIsError(method, before, value);
          method.code().ifeq(passes);
          method.load(before, value, Lane.REFERENCE);
          method.store(after.top(0), Lane.REFERENCE);
          method.code().goto_(method.target(leaves));
          method.code().labelBinding(passes);
          method.go(next);
        });
  }

  private static void pushIsError(MethodCode method, State before, int place) {
    method.load(before, place, Lane.REFERENCE);
    method.code().invokestatic(Types.SYMBOLS, "isError", MethodTypeDesc.of(CD_boolean, Types.ATOM));
  }

  /** Whether an error is new is left to the interpreter. */
  Step jumpIfNewError(State before, int offset) {
    int value = before.top(0);
    Val val = before.val(value);
    State after = before.copy().drop(2).push(val);
    return Step.next(
        new Edge(after, offset + 1),
        method -> {
          if (val.lane() == Lane.REFERENCE) {
            pushIsError(method, before, value);
            method.code().ifne(method.leave(offset, before, LeaveReason.ERROR));
          }
          if (val.constant() == null) {
            method.load(before, value, val.lane());
            method.store(after.top(0), val.lane());
          }
        });
  }

  Step failIfEmpty(State before, int offset) {
    int value = before.top(0);
    Edge next = new Edge(before, offset + 1);
    if (before.val(value).lane() != Lane.REFERENCE) {
      return Step.next(next, method -> {});
    }
    return Step.next(
        next,
        method -> {
          Label passes = method.code().newLabel();
          method.load(before, value, Lane.REFERENCE);
          method.code().instanceOf(Types.VARIABLE);
          method.code().ifne(method.leave(offset, before, LeaveReason.EVALUATION));
          method.load(before, value, Lane.REFERENCE);
          method.code().getstatic(Types.SYMBOLS, "EMPTY", Types.SYMBOL).if_acmpne(passes);
          fail(method);
          method.code().labelBinding(passes);
        });
  }

  /** Ends the alternative. */
  static void fail(MethodCode method) {
    method.context().invoke("fail", Types.ATOM);
    method.code().pop().goto_(method.nothing());
  }

  /** Goes on while all that the function assumes holds. */
  Step guard(State before, int offset) {
    return Step.next(
        new Edge(before, offset + 1),
        method -> {
          method.push(plan.function().code(), Types.CODE);
          method.code().invokevirtual(Types.CODE, "isCurrent", MethodTypeDesc.of(CD_boolean));
          method.code().ifeq(method.leave(offset, before, LeaveReason.INVALIDATED));
        });
  }

  // ------------------------------------------------------------------ values and their types

  /** Goes on with a value that passes a test against a type; anything else is left. */
  Step pass(String test, State before, int offset) {
    Edge next = new Edge(before.copy().drop(1), offset + 1);
    return Step.next(next, method -> test(test, method, before, offset));
  }

  /** Leaves unless the value beneath the type passes a test against it. */
  void test(String test, MethodCode method, State before, int offset) {
    switch (pushVerdict(test, method, before)) {
      case YES -> {}
      case NO -> method.code().goto_(method.leave(offset, before, LeaveReason.EVALUATION));
      case OPEN -> method.code().ifeq(method.leave(offset, before, LeaveReason.EVALUATION));
    }
  }

  /** The verdict on the value beneath the type; if it is open, it is found at run time. */
  private Verdict pushVerdict(String test, MethodCode method, State before) {
    int value = before.top(1);
    int expected = before.top(0);
    Lane lane = before.val(value).lane();
    if (lane == Lane.REFERENCE) {
      method.context().load(before, value, Lane.REFERENCE);
      if (test.equals("isValue") && before.val(expected).is(Symbols.UNDEFINED)) {
        method.invoke("isOwn", CD_boolean, Types.ATOM);
      } else {
        method.load(before, expected, Lane.REFERENCE);
        method.invoke(test, CD_boolean, Types.ATOM, Types.ATOM);
      }
      return Verdict.OPEN;
    }
    Verdict verdict = admits(before.val(expected), typeOf(lane));
    if (verdict == Verdict.OPEN) {
      pushAdmits(method, before, expected, typeOf(lane));
    }
    return verdict;
  }

  Step jumpUnlessValue(Instruction instruction, State before, int offset) {
    Edge next = new Edge(before.copy().drop(1), offset + 1);
    Edge other = new Edge(before.copy().drop(2), instruction.immediate(0));
    return new Step(
        List.of(other, next),
        method -> {
          switch (pushVerdict("isValue", method, before)) {
            case YES -> method.go(next);
            case NO -> method.go(other);
            case OPEN -> {
              method.branch(Opcode.IFEQ, other);
              method.go(next);
            }
          }
        });
  }
}
