package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lowers calls whose head is a variable with a value. Whether arguments are evaluated depends on
 * the head and its types, so there is one way for each kind of head.
 */
final class ValueHeads {

  /** How deep such calls may nest: each is lowered in several ways. */
  private static final int MAX_NESTING = 2;

  /** Appends one way to a value. */
  interface Way {
    @Nullable Operand emit();
  }

  private final BodyCode body;
  private final Barriers barriers;
  private final CallChecks checks;
  private final Arguments arguments;
  private final FunctionBuilder code;

  ValueHeads(BodyCode body, Barriers barriers, CallChecks checks, Arguments arguments) {
    this.body = body;
    this.barriers = barriers;
    this.checks = checks;
    this.arguments = arguments;
    this.code = body.code;
  }

  /**
   * A call whose head is a variable: what it is depends on the value of that.
   *
   * @param otherwise for values that are neither data nor functions
   */
  @Nullable Operand lower(
      Expression e, Variable head, ExpectedType type, boolean tail, Way otherwise) {
    if (body.nesting == MAX_NESTING) {
      return otherwise.emit();
    }
    if (!tail && barriers.needsForValueHead(e)) {
      return body.apart(inner -> ways(e, head, type, false, otherwise));
    }
    return ways(e, head, type, tail, otherwise);
  }

  private @Nullable Operand ways(
      Expression e, Variable head, ExpectedType type, boolean tail, Way otherwise) {
    body.nesting++;
    Join join = new Join(code);
    Label untyped = code.newLabel();
    Label typed = code.newLabel();
    Label other = code.newLabel();
    code.emitTo(
        Opcode.JUMP_BY_HEAD, List.of(untyped, typed, other), body.places.of(head), e.size() - 1L);
    Flow now = body.live().copy();
    body.toJoin(dataTuple(e, head, type, tail, join), tail, join);
    code.place(untyped);
    body.flow = now.copy();
    body.toJoin(untypedValue(e, head, type, tail, join), tail, join);
    code.place(typed);
    body.flow = now.copy();
    body.toJoin(typedValue(e, head, type, tail, join), tail, join);
    code.place(other);
    body.flow = now;
    Operand value = otherwise.emit();
    body.nesting--;
    return body.meet(join, value, tail);
  }

  /** A tuple of data, like a pair of numbers, unless its elements add rules for such tuples. */
  private @Nullable Operand dataTuple(
      Expression e, Variable head, ExpectedType type, boolean tail, Join join) {
    Arguments.Whole whole = arguments.whole(e, type);
    body.load(head);
    for (int i = 1; i < e.size(); i++) {
      if (!arguments.element(e.get(i), i, tail, join, whole)) {
        return null;
      }
    }
    code.emit(Opcode.MAKE_EXPR, e.size());
    body.push(type);
    code.emit(Opcode.CALL_EVALUATED);
    body.called(false);
    return body.delivered(Operand.UNKNOWN, tail);
  }

  private @Nullable Operand untypedValue(
      Expression e, Variable head, ExpectedType type, boolean tail, Join join) {
    Arguments.Whole whole = arguments.whole(e, type);
    for (int i = 1; i < e.size(); i++) {
      if (!arguments.element(e.get(i), i - 1, tail, join, whole)) {
        return null;
      }
    }
    return callValue(head, e.size() - 1, type, tail);
  }

  private @Nullable Operand typedValue(
      Expression e, Variable head, ExpectedType type, boolean tail, Join join) {
    int plan = checks.append(e, type, tail, join);
    Arguments.Whole whole = arguments.whole(e, type);
    for (int i = 1; i < e.size(); i++) {
      ExpectedType formal = new ExpectedType.Formal(plan, i);
      if (arguments.argument(e.get(i), formal, i - 1, tail, join, whole) == null) {
        return null;
      }
    }
    return callValue(head, e.size() - 1, new ExpectedType.Formal(plan, 0), tail);
  }

  private @Nullable Operand callValue(Variable head, int n, ExpectedType result, boolean tail) {
    body.push(result);
    code.emit(tail ? Opcode.TAIL_CALL_VALUE : Opcode.CALL_VALUE, body.places.of(head), n);
    return body.called(tail);
  }
}
