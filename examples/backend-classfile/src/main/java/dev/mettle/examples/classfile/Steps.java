package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes the steps of a method: which code each instruction has, given what is known before it. */
final class Steps {

  /** What only the interpreter can run: code leaves there. */
  private static final Set<Opcode> WITHOUT_CODE =
      EnumSet.of(
          Opcode.FRESH_VAR,
          Opcode.CHECK_CALL,
          Opcode.LOAD_FORMAL,
          Opcode.CALL_OPERATION,
          Opcode.TAIL_OPERATION,
          Opcode.RUN_INSTRUCTION,
          Opcode.TAIL_INSTRUCTION,
          Opcode.TAIL_FUNCTION,
          Opcode.RUN_FUNCTION,
          Opcode.APPLY_RULES,
          Opcode.JUMP_BY_HEAD,
          Opcode.CALL_VALUE,
          Opcode.TAIL_CALL_VALUE,
          Opcode.CALL_EVALUATED,
          Opcode.FORK,
          Opcode.COLLECT,
          Opcode.YIELD,
          Opcode.BEGIN_ALTERNATIVES,
          Opcode.END_ALTERNATIVES,
          Opcode.IF_NO_RESULT,
          Opcode.HAS_RESULT,
          Opcode.NEW_SCOPE,
          Opcode.CHILD_SCOPE,
          Opcode.SCOPE_VAR,
          Opcode.CLAIM_VAR,
          Opcode.UNIFY,
          Opcode.MATCH_PATTERN,
          Opcode.CONS,
          Opcode.CAR,
          Opcode.CDR,
          Opcode.DECONS,
          Opcode.JUMP_UNLESS_LIST,
          Opcode.JUMP_IF_FUNCTION,
          Opcode.JUMP_UNLESS_GROUND,
          Opcode.FIRST_CHILD,
          Opcode.NEXT_CHILD,
          Opcode.NEW_LIST,
          Opcode.ADD_TO,
          Opcode.TAKE_LIST,
          Opcode.SPACE_MATCH);

  private final UnitPlan unit;
  private final IrFunction function;
  private final ValueSteps values;
  private final CheckSteps checks;
  private final CallSteps calls;
  private final DataSteps data;

  Steps(UnitPlan unit, MethodPlan plan) {
    this.unit = unit;
    this.function = plan.function().function();
    this.values = new ValueSteps();
    this.checks = new CheckSteps(plan);
    this.calls = new CallSteps(unit, plan);
    this.data = new DataSteps(plan.function());
  }

  /** Whether there is code for an opcode. */
  static boolean isCompiled(Opcode opcode) {
    return !WITHOUT_CODE.contains(opcode);
  }

  /** The step of the instruction at an offset. */
  Step step(int offset, State before) {
    Instruction i = function.code().get(offset);
    if (!isCompiled(i.opcode())) {
      unit.misses(i.opcode());
      return Step.last(
          method -> method.code().goto_(method.leave(offset, before, LeaveReason.NOT_COMPILED)));
    }
    int next = offset + 1;
    return switch (i.opcode()) {
      case NOP, POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N -> rearrange(i, before, next);
      case LOAD_LOCAL -> copy(before, i.immediate(0), before.places(), next);
      case STORE_LOCAL -> copy(before, before.top(0), i.immediate(0), next);
      case PUSH_NIL, PUSH_TRUE, PUSH_FALSE, PUSH_UNIT, PUSH_LONG_SMALL, PUSH_LONG, PUSH_CONSTANT ->
          constant(before, Val.of(pushed(i)), next);
      case PUSH_TYPE -> constant(before, Val.type(pushed(i)), next);
      case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, NEG, ABS, POW, AND, OR, NOT, XOR ->
          values.kernel(i.opcode(), before, offset);
      case LT, LE, GT, GE -> values.kernel(i.opcode(), before, offset);
      case EQ, NE -> values.equality(i.opcode(), before, offset);
      case RETURN -> calls.giveBack(before, before.top(0));
      case JUMP -> jump(before, i.immediate(0), offset);
      case JUMP_IF_FALSE -> checks.jumpIfFalse(i, before, offset);
      case JUMP_UNLESS_KIND -> checks.jumpUnlessKind(i, before, offset);
      case JUMP_UNLESS_ADMITS -> checks.jumpUnlessAdmits(i, before, offset);
      case JUMP_IF_ERROR -> checks.jumpIfError(i, before, offset);
      case JUMP_IF_NEW_ERROR -> checks.jumpIfNewError(before, offset);
      case FAIL_IF_EMPTY -> checks.failIfEmpty(before, offset);
      case FAIL -> Step.last(CheckSteps::fail);
      case GUARD -> checks.guard(before, offset);
      case CAST -> checks.pass("passesCast", before, offset);
      case EVAL_ATOM -> checks.pass("isValue", before, offset);
      case REDUCE -> checks.pass("isResult", before, offset);
      case TAIL_EVAL -> calls.passAndReturn("isValue", checks, before, offset);
      case TAIL_REDUCE -> calls.passAndReturn("isResult", checks, before, offset);
      case JUMP_UNLESS_VALUE -> checks.jumpUnlessValue(i, before, offset);
      case SWITCH -> data.branch(i, before, offset);
      case MAKE_EXPR -> data.makeExpression(i.count(), before, next);
      case LOAD_CHILD -> data.loadChild(i.immediate(0), before, offset);
      case INSTANTIATE -> data.instantiate(function.constant(i.immediate(0)), before, next);
      case MARK_EVALUATED -> data.markEvaluated(before, next);
      case CALL, TAIL_CALL -> calls.call(i, before, offset);
      case FRESH_VAR, CHECK_CALL, LOAD_FORMAL, CALL_OPERATION, TAIL_OPERATION -> throw without(i);
      case RUN_INSTRUCTION, TAIL_INSTRUCTION, TAIL_FUNCTION, RUN_FUNCTION, APPLY_RULES ->
          throw without(i);
      case JUMP_BY_HEAD, CALL_VALUE, TAIL_CALL_VALUE, CALL_EVALUATED -> throw without(i);
      case FORK, COLLECT, YIELD, BEGIN_ALTERNATIVES, END_ALTERNATIVES, IF_NO_RESULT, HAS_RESULT ->
          throw without(i);
      case NEW_SCOPE, CHILD_SCOPE, SCOPE_VAR, CLAIM_VAR, UNIFY, MATCH_PATTERN -> throw without(i);
      case CONS, CAR, CDR, DECONS, JUMP_UNLESS_LIST, JUMP_IF_FUNCTION, JUMP_UNLESS_GROUND ->
          throw without(i);
      case FIRST_CHILD, NEXT_CHILD, NEW_LIST, ADD_TO, TAKE_LIST, SPACE_MATCH -> throw without(i);
    };
  }

  private Atom pushed(Instruction instruction) {
    return Objects.requireNonNull(function.constantPushedBy(instruction));
  }

  private static IllegalStateException without(Instruction instruction) {
    return new IllegalStateException("there is no code for " + instruction);
  }

  private static Step constant(State before, Val val, int next) {
    return Step.next(new Edge(before.copy().push(val), next), method -> {});
  }

  /** Copies a value to a local, which takes it from the operands, or to the next operand. */
  private static Step copy(State before, int from, int to, int next) {
    Val val = before.val(from);
    State after = before.copy();
    if (to == before.places()) {
      after.push(val);
    } else {
      after.drop(1).setLocal(to, val);
    }
    return Step.next(
        new Edge(after, next),
        method -> {
          if (val.constant() == null) {
            method.load(before, from, val.lane());
            method.store(to, val.lane());
          }
        });
  }

  private static Step rearrange(Instruction instruction, State before, int next) {
    int pops = instruction.pops();
    List<Integer> taken = new ArrayList<>();
    for (int i = pops - 1; i >= 0; i--) {
      taken.add(before.top(i));
    }
    List<Integer> left = instruction.opcode().picture().rearrange(taken, instruction.count());
    State after = before.copy().drop(pops);
    int first = after.places();
    left.forEach(place -> after.push(before.val(place)));
    return Step.next(
        new Edge(after, next),
        method -> {
          // First everything is read, then everything is written.
          List<Integer> moved = new ArrayList<>();
          for (int i = 0; i < left.size(); i++) {
            if (left.get(i) != first + i && after.val(first + i).constant() == null) {
              method.load(before, left.get(i), after.val(first + i).lane());
              moved.add(first + i);
            }
          }
          for (int place : moved.reversed()) {
            method.store(place, after.val(place).lane());
          }
        });
  }

  /** A jump backwards may be that of a loop, which has to be interruptible. */
  private static Step jump(State before, int target, int offset) {
    return Step.next(
        new Edge(before, target),
        method -> {
          if (target <= offset) {
            method.writePoll(offset, before);
          }
        });
  }
}
