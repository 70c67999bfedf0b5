package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers the arguments of calls and the elements of tuples, as far as they are evaluated. */
final class Arguments {

  private final BodyCode body;
  private final FunctionBuilder code;

  Arguments(BodyCode body) {
    this.body = body;
    this.code = body.code;
  }

  /**
   * Evaluates an argument of a call of a typed head; a computed error ends the call.
   *
   * @param beneath how many operands of the call lie beneath
   * @return what lies on the stack; null if no way leads on
   */
  @Nullable Operand argument(
      Atom argument, ExpectedType formal, int beneath, boolean tail, Join join) {
    return argument(argument, formal, beneath, tail, join, null);
  }

  /**
   * A call, and the type that its value is evaluated against, while nothing has run yet: it can
   * still be evaluated as it stands.
   */
  record Whole(Expression call, ExpectedType type, int runs) {}

  /** A call that is about to be evaluated. */
  Whole whole(Expression call, ExpectedType type) {
    return new Whole(call, type, body.live().runs);
  }

  private boolean isOpen(@Nullable Whole whole) {
    return whole != null && whole.runs() == body.live().runs;
  }

  /** The same for a call that can be evaluated as it stands as long as nothing has run. */
  @Nullable Operand argument(
      Atom argument,
      ExpectedType formal,
      int beneath,
      boolean tail,
      Join join,
      @Nullable Whole whole) {
    Atom known = formal instanceof ExpectedType.Known(Atom t) ? t : Symbols.UNDEFINED;
    if (known == Symbols.ATOM || known == Symbols.EXPRESSION && argument instanceof Expression) {
      body.instantiate(argument);
      return Operand.of(argument instanceof Variable ? OperandKind.ATOM : OperandKind.of(argument));
    }
    return switch (argument) {
      case Symbol s -> {
        code.push(s);
        yield Operand.of(OperandKind.SYMBOL);
      }
      case Grounded g -> {
        code.push(g);
        yield Operand.of(OperandKind.of(g));
      }
      case Variable v -> {
        OperandKind kind = body.live().kindOf(v);
        if (kind != null && (known == Symbols.UNDEFINED || StaticTypes.typeOfKind(kind) == known)) {
          body.load(v);
          yield Operand.of(kind);
        }
        if (whole == null || !isOpen(whole)) {
          yield asWritten(v, formal, beneath, tail, join);
        }
        body.load(v);
        body.push(formal);
        unlessValue(whole, beneath, tail, join);
        yield Operand.UNKNOWN;
      }
      case Expression e -> {
        if (e.size() == 0) {
          code.push(e);
          yield Operand.of(OperandKind.UNIT);
        }
        if (Symbols.isMetaType(known) || Symbols.isError(e)) {
          yield asWritten(e, formal, beneath, tail, join);
        }
        Operand value = body.evaluate(e, formal, false);
        if (value == null || !value.mayBeError()) {
          yield value;
        }
        code.emitTo(Opcode.JUMP_IF_ERROR, List.of(body.errorTarget(tail, join)), beneath);
        yield new Operand(value.kind(), false);
      }
    };
  }

  /**
   * Goes on with the value on the stack, beneath a type, if it is its own value. One that is to be
   * evaluated may have alternatives: then the call is evaluated as a whole, errors and all.
   */
  private void unlessValue(Whole whole, int beneath, boolean tail, Join join) {
    Label other = code.newLabel();
    code.emitTo(Opcode.JUMP_UNLESS_VALUE, List.of(other));
    body.later(
        other,
        body.live().copy(),
        whole.call(),
        () -> {
          if (beneath > 0) {
            code.emit(Opcode.POP_N, beneath);
          }
          body.generic(whole.call(), whole.type(), tail);
        },
        tail,
        join);
  }

  /** Evaluates an argument by the run; an error that is what was written is passed on. */
  private Operand asWritten(
      Atom argument, ExpectedType formal, int beneath, boolean tail, Join join) {
    body.instantiate(argument);
    body.instantiate(argument);
    body.push(formal);
    code.emit(Opcode.EVAL_ATOM);
    body.live().ran();
    code.emitTo(Opcode.JUMP_IF_NEW_ERROR, List.of(body.errorTarget(tail, join)), beneath);
    return Operand.UNKNOWN;
  }

  /** Evaluates an element of a tuple; any error, and {@code Empty}, ends the tuple. */
  boolean element(Atom element, int beneath, boolean tail, Join join, Whole whole) {
    if (element == Symbols.EMPTY) {
      body.fail();
      return false;
    }
    switch (element) {
      case Symbol s -> code.push(s);
      case Grounded g -> code.push(g);
      case Variable v -> {
        body.load(v);
        if (body.live().kindOf(v) == null) {
          code.emit(Opcode.FAIL_IF_EMPTY);
          body.push(ExpectedType.Known.ANY);
          if (isOpen(whole)) {
            unlessValue(whole, beneath, tail, join);
          } else {
            code.emit(Opcode.EVAL_ATOM);
            body.live().ran();
          }
          code.emitTo(Opcode.JUMP_IF_ERROR, List.of(body.errorTarget(tail, join)), beneath);
        }
      }
      case Expression e -> {
        if (e.size() == 0) {
          code.push(e);
          return true;
        }
        Operand value = body.evaluate(e, ExpectedType.Known.ANY, false);
        if (value == null) {
          return false;
        }
        if (value.mayBeError()) {
          code.emitTo(Opcode.JUMP_IF_ERROR, List.of(body.errorTarget(tail, join)), beneath);
        }
      }
    }
    return true;
  }
}
