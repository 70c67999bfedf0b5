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

/** Lowers what a step of evaluation comes to: the body of a rule, the branch of a special form. */
final class StepResults {

  private static final Symbol FUNCTION = Symbol.of("function");
  private static final Symbol IF_EQUAL = Symbol.of("if-equal");

  /**
   * The step that a result is of.
   *
   * @param call the call as it stays if the result says so; {@code Empty} if it then has no result
   * @param runsFunctions whether a result {@code (function ..)} is run, as that of a rule or an
   *     operation is; the branch of an instruction is evaluated like any atom
   * @param byRules whether the call is made of the library's rules if the result says that it
   *     stays, since what they have come to by then stays
   */
  record Step(Atom call, boolean runsFunctions, boolean byRules) {

    Step(Atom call, boolean runsFunctions) {
      this(call, runsFunctions, false);
    }

    /** The call that a function without {@code return} is said to be. */
    Atom written(Atom result) {
      return call == Symbols.EMPTY
          ? Expression.of(IF_EQUAL, result, Symbols.NOT_REDUCIBLE, Symbols.EMPTY, result)
          : call;
    }
  }

  private final BodyCode body;
  private final ValueHeads valueHeads;
  private final FunctionBuilder code;

  StepResults(BodyCode body, ValueHeads valueHeads) {
    this.body = body;
    this.valueHeads = valueHeads;
    this.code = body.code;
  }

  /** Whether an atom is the body of a function, which is run where it is the body of a rule. */
  static boolean isFunction(Atom atom) {
    return atom instanceof Expression e && e.size() > 0 && e.get(0) == FUNCTION;
  }

  /** Goes on with the result of a rule or of an operation. */
  @Nullable Operand result(Atom atom, ExpectedType type, boolean tail, Atom call) {
    return lower(atom, type, tail, new Step(call, true));
  }

  /** Goes on with the branch that an instruction has chosen. */
  @Nullable Operand branch(Atom atom, ExpectedType type, boolean tail, Atom call) {
    return lower(atom, type, tail, new Step(call, false));
  }

  /**
   * Goes on with the result of a step, as a body or a branch is.
   *
   * @return what lies on the stack; null if no way leads on
   */
  @Nullable Operand lower(Atom atom, ExpectedType type, boolean tail, Step step) {
    return switch (atom) {
      case Variable v -> variable(v, type, tail, step);
      case Symbol s -> {
        if (s == Symbols.EMPTY) {
          yield body.fail();
        }
        yield s == Symbols.NOT_REDUCIBLE
            ? body.irreducible(step.call(), tail)
            : leaf(s, type, tail);
      }
      case Grounded g -> leaf(g, type, tail);
      case Expression e -> {
        if (e.size() == 0) {
          code.push(e);
          yield body.delivered(Operand.of(OperandKind.UNIT), tail);
        }
        if (Symbols.isError(e)) {
          body.instantiate(e);
          yield body.delivered(Operand.UNKNOWN, tail);
        }
        if (step.runsFunctions() && isFunction(e)) {
          yield function(e, type, tail, step);
        }
        if (e.get(0) instanceof Variable v && body.live().isSet(v)) {
          yield valueHeads.lower(e, v, type, tail, () -> atRunTime(e, type, tail, step));
        }
        yield body.evaluate(e, type, tail);
      }
    };
  }

  private @Nullable Operand variable(Variable v, ExpectedType type, boolean tail, Step step) {
    OperandKind kind = body.live().kindOf(v);
    if (kind != null && (type.isAny() || isType(type, StaticTypes.typeOfKind(kind)))) {
      body.load(v);
      return body.delivered(Operand.of(kind), tail);
    }
    return atRunTime(v, type, tail, step);
  }

  private static boolean isType(ExpectedType type, @Nullable Symbol wanted) {
    return type instanceof ExpectedType.Known(Atom t) && t == wanted;
  }

  private @Nullable Operand atRunTime(Atom atom, ExpectedType type, boolean tail, Step step) {
    if (tail) {
      whole(atom, type, true, step, null);
      return null;
    }
    Join join = new Join(code);
    whole(atom, type, false, step, join);
    code.place(join.reachedWith(body.live()));
    return Operand.UNKNOWN;
  }

  /**
   * Goes on with an instance of an atom as the result of a step, whatever it turns out to be.
   *
   * @param join where the ways that are appended later lead to; null if this is the last act
   */
  void whole(Atom atom, ExpectedType type, boolean tail, Step step, @Nullable Join join) {
    body.instantiate(atom);
    body.push(type);
    Label irreducible = code.newLabel();
    Label function = code.newLabel();
    code.emitTo(tail ? Opcode.TAIL_REDUCE : Opcode.REDUCE, List.of(irreducible, function));
    Flow now = body.live();
    now.ran();
    @Nullable Label end = join == null ? null : join.reachedWith(now);
    body.at(irreducible, now, () -> onward(unreduced(step, type, tail), end));
    body.at(function, now, () -> onward(function(atom, type, tail, step), end));
    if (tail) {
      body.flow = null;
    }
  }

  private @Nullable Operand unreduced(Step step, ExpectedType type, boolean tail) {
    if (!step.byRules() || !(step.call() instanceof Expression e)) {
      return body.irreducible(step.call(), tail);
    }
    for (int i = 1; i < e.size(); i++) {
      body.instantiate(e.get(i));
    }
    return body.call((Symbol) e.get(0), e.size() - 1, type, tail);
  }

  private void onward(@Nullable Operand value, @Nullable Label end) {
    if (value != null && end != null) {
      code.emitTo(Opcode.JUMP, List.of(end));
    }
  }

  /** Goes on with what a {@code (function ..)} comes to that is the result of a step. */
  private @Nullable Operand function(Atom atom, ExpectedType type, boolean tail, Step step) {
    body.instantiate(atom);
    body.push(type);
    if (step.runsFunctions()) {
      code.emit(
          tail ? Opcode.TAIL_FUNCTION : Opcode.RUN_FUNCTION, body.template(step.written(atom)));
    } else {
      code.emit(tail ? Opcode.TAIL_EVAL : Opcode.EVAL_ATOM);
    }
    if (tail) {
      body.flow = null;
      return null;
    }
    body.live().ran();
    return Operand.UNKNOWN;
  }

  /** A symbol or a grounded value, which is its own value, held against the expected type. */
  private @Nullable Operand leaf(Atom atom, ExpectedType type, boolean tail) {
    boolean fits =
        type.isAny()
            || atom instanceof Grounded g
                && type instanceof ExpectedType.Known(Atom t)
                && g.type() == t;
    code.push(atom);
    if (!fits) {
      body.push(type);
      code.emit(Opcode.CAST);
      return body.delivered(Operand.UNKNOWN, tail);
    }
    return body.delivered(Operand.of(OperandKind.of(atom)), tail);
  }
}
