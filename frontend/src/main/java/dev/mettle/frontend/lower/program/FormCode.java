package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.frontend.lower.program.StepResults.Step;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the forms have in common: the code of the body, what it evaluates arguments with, and how a
 * pattern takes a value.
 */
final class FormCode {

  final BodyCode body;
  final FunctionBuilder code;
  final CallChecks checks;
  final Arguments arguments;
  final StepResults results;

  FormCode(BodyCode body, CallChecks checks, Arguments arguments, StepResults results) {
    this.body = body;
    this.code = body.code;
    this.checks = checks;
    this.arguments = arguments;
    this.results = results;
  }

  /**
   * Evaluating an operand may have given the function another rule: then it is called with what the
   * operand came to, which lies on the stack.
   */
  void guardAgain(Expression e, Runnable asCall, boolean tail, Join join) {
    if (!body.live().unchanged) {
      Label changed = code.newLabel();
      code.emitTo(Opcode.GUARD, List.of(changed));
      body.later(changed, body.live().copy(), e, asCall, tail, join);
      body.live().unchanged = true;
    }
  }

  /** Moves the value on top of the stack into a local; gives a variable that stands for it. */
  Variable keep() {
    Variable variable = Variable.fresh("value");
    int local = code.newLocal();
    body.places.put(variable, local);
    code.emit(Opcode.STORE_LOCAL, local);
    body.live().set(variable, null);
    return variable;
  }

  /**
   * Makes the value on top of the stack equal to a pattern.
   *
   * @return whether code jumps to {@code no}
   */
  boolean bind(Atom pattern, Operand value, Label no) {
    Flow now = body.live();
    if (pattern instanceof Variable v) {
      if (!now.isSet(v) && !now.isMaybeSet(v)) {
        body.scopes.claim(v, value, now);
        code.emit(Opcode.STORE_LOCAL, body.places.of(v));
        boolean sure = !value.mayBeError() && StaticTypes.typeOfKind(value.kind()) != null;
        now.set(v, sure ? value.kind() : null);
        return false;
      }
      body.load(v);
      code.emitTo(Opcode.UNIFY, List.of(no));
      now.ran();
      return true;
    }
    if (pattern.isGround()) {
      code.push(pattern);
      code.emitTo(Opcode.UNIFY, List.of(no));
      now.ran();
      return true;
    }
    Set<Variable> fresh = new LinkedHashSet<>();
    body.forEachVariable(
        pattern,
        v -> {
          if (!now.isSet(v)) {
            if (now.isMaybeSet(v)) {
              body.demands.makeEarly(v);
              now.set(v, null);
            } else {
              fresh.add(v);
            }
          }
        });
    Atom described = body.scopes.pattern(fresh, pattern, now);
    code.emitTo(Opcode.MATCH_PATTERN, List.of(no), code.constant(described));
    fresh.forEach(v -> now.set(v, null));
    now.ran();
    return true;
  }

  /** Goes on with a template whose pattern's variables have their values. */
  @Nullable Operand bound(
      Atom pattern, Atom template, Step step, Expression whole, boolean tail, Join join) {
    Flow now = body.live().copy();
    body.forEachVariable(
        pattern,
        v -> {
          if (body.demands.kindOf(v) != null && body.live().kindOf(v) == null) {
            body.prove(v, otherwise(now, template, step, whole, tail, join));
          }
        });
    return results.lower(template, ExpectedType.Known.ANY, tail, step);
  }

  /** The template as a whole is left to the run. */
  private Runnable otherwise(
      Flow now, Atom template, Step step, Expression whole, boolean tail, Join join) {
    if (tail) {
      return () -> results.whole(template, ExpectedType.Known.ANY, true, step, null);
    }
    Label end = join.reachedWith(body.afterWhole(whole, now));
    return () -> {
      results.whole(template, ExpectedType.Known.ANY, false, step, join);
      code.emitTo(Opcode.JUMP, List.of(end));
    };
  }

  /** Evaluates an atom whatever it is, and against no type. */
  @Nullable Operand evaluated(Atom atom) {
    return switch (atom) {
      case Expression e when e.size() > 0 -> body.evaluate(e, ExpectedType.Known.ANY, false);
      case Variable v -> {
        OperandKind kind = body.live().kindOf(v);
        body.load(v);
        if (kind != null) {
          yield Operand.of(kind);
        }
        body.push(ExpectedType.Known.ANY);
        code.emit(Opcode.EVAL_ATOM);
        yield body.called(false);
      }
      case Expression _, Symbol _, Grounded _ -> {
        code.push(atom);
        yield Operand.of(OperandKind.of(atom));
      }
    };
  }

  /** The instruction itself says what is wrong with the operands on the stack. */
  void rebuilt(Expression e, CallTypes call, boolean tail) {
    int n = e.size() - 1;
    List<Integer> locals = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int local = code.newLocal();
      code.emit(Opcode.STORE_LOCAL, local);
      locals.add(0, local);
    }
    code.push(e.get(0));
    locals.forEach(local -> code.emit(Opcode.LOAD_LOCAL, local));
    code.emit(Opcode.MAKE_EXPR, n + 1L);
    body.push(call.result());
    code.emit(tail ? Opcode.TAIL_INSTRUCTION : Opcode.RUN_INSTRUCTION);
  }
}
