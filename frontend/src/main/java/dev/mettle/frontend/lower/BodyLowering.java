package dev.mettle.frontend.lower;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns one expression of pure operations into code, operands first. The language checks the types
 * of a call as it is written, before its arguments run; all kinds are known here, so what would
 * fail that check, or would stay irreducible, is not lowered at all, and what is lowered needs no
 * check.
 */
final class BodyLowering {

  /** A call that is being lowered. */
  private static final class Call {
    final Expression expression;
    final OperationMeaning meaning;
    final List<Operand> operands = new ArrayList<>();

    Call(Expression expression, OperationMeaning meaning) {
      this.expression = expression;
      this.meaning = meaning;
    }

    boolean isComplete() {
      return operands.size() == expression.size() - 1;
    }
  }

  /**
   * What lies on the stack.
   *
   * @param parameter the parameter that it is, or -1
   * @param kind its kind; of a parameter nothing is known yet
   */
  private record Operand(int parameter, OperandKind kind) {
    boolean isParameter() {
      return parameter >= 0;
    }
  }

  private final LoweringEnvironment environment;
  private final Map<Variable, Integer> parameters;
  private final ParameterKinds kinds;
  private final FunctionBuilder code;

  BodyLowering(
      LoweringEnvironment environment, Map<Variable, Integer> parameters, FunctionBuilder code) {
    this.environment = environment;
    this.parameters = parameters;
    this.kinds = new ParameterKinds(parameters.size());
    this.code = code;
  }

  /** What calls must prove about their arguments; complete after {@link #lower}. */
  ParameterKinds kinds() {
    return kinds;
  }

  /** Appends the code of {@code body} and its return; gives the kind of the result. */
  OperandKind lower(Atom body) throws DeclinedException {
    if (!isCall(body)) {
      return finish(leaf(body), body);
    }
    ArrayDeque<Call> open = new ArrayDeque<>();
    open.push(enter((Expression) body));
    while (true) {
      Call call = open.element();
      if (!call.isComplete()) {
        Atom next = call.expression.get(call.operands.size() + 1);
        if (isCall(next)) {
          open.push(enter((Expression) next));
        } else {
          call.operands.add(leaf(next));
        }
        continue;
      }
      open.pop();
      Operand done = leave(call);
      if (open.isEmpty()) {
        // The code itself shows nothing about what an operation gives that is called by name.
        return finish(
            call.meaning instanceof OperationMeaning.Native
                ? new Operand(-1, OperandKind.ATOM)
                : done,
            body);
      }
      open.element().operands.add(done);
    }
  }

  private static boolean isCall(Atom atom) {
    return atom instanceof Expression e && e.size() > 0;
  }

  private OperandKind finish(Operand result, Atom body) throws DeclinedException {
    if (result.isParameter()) {
      throw new DeclinedException(DeclineReason.BARE_PARAMETER, body);
    }
    code.emit(Opcode.RETURN);
    return result.kind();
  }

  private Operand leaf(Atom atom) throws DeclinedException {
    return switch (atom) {
      case Variable v -> parameter(v);
      case NumberAtom n -> constant(n);
      case BoolAtom b -> constant(b);
      case StringAtom s -> constant(s);
      // The only expression that is no call is (), which is a value.
      case Expression e -> constant(e);
      case Symbol s -> throw new DeclinedException(DeclineReason.IRREDUCIBLE_OPERAND, s);
      case GroundedValue g -> throw new DeclinedException(DeclineReason.IRREDUCIBLE_OPERAND, g);
    };
  }

  private Operand parameter(Variable variable) throws DeclinedException {
    Integer index = parameters.get(variable);
    if (index == null) {
      throw new DeclinedException(DeclineReason.FREE_VARIABLE, variable);
    }
    kinds.use(index);
    code.emit(Opcode.LOAD_LOCAL, index);
    return new Operand(index, OperandKind.ATOM);
  }

  private Operand constant(Atom atom) {
    code.push(atom);
    return new Operand(-1, OperandKind.of(atom));
  }

  private Call enter(Expression call) throws DeclinedException {
    Optional<OperationMeaning> meaning = environment.meaningOf(call.head());
    if (meaning.isEmpty()) {
      throw new DeclinedException(DeclineReason.UNKNOWN_HEAD, call.head());
    }
    code.assume(new Assumption.MeaningOf(meaning.get().name()));
    if (meaning.get().parameters().size() != call.size() - 1) {
      throw new DeclinedException(DeclineReason.ARGUMENT_COUNT, call);
    }
    return new Call(call, meaning.get());
  }

  private Operand leave(Call call) throws DeclinedException {
    switch (call.meaning) {
      case OperationMeaning.Direct direct -> {
        if (direct.needsEqualTypes()) {
          checkSameType(call);
        } else {
          checkKinds(call);
        }
        code.emit(direct.opcode());
      }
      case OperationMeaning.Native called -> {
        checkKinds(call);
        code.emit(Opcode.CALL_NATIVE, code.constant(called.name()), call.operands.size());
      }
    }
    return new Operand(-1, call.meaning.result());
  }

  private void checkKinds(Call call) throws DeclinedException {
    for (int i = 0; i < call.operands.size(); i++) {
      OperandKind formal = call.meaning.parameters().get(i);
      Operand operand = call.operands.get(i);
      if (operand.isParameter()) {
        if (formal != OperandKind.ATOM) {
          require(kinds.require(operand.parameter(), formal), call);
        }
      } else if (!formal.includes(operand.kind())) {
        throw new DeclinedException(misfit(formal, operand.kind()), call.expression);
      }
    }
  }

  /** The unit value has no type and so passes any check, and then has no sum. */
  private static DeclineReason misfit(OperandKind formal, OperandKind actual) {
    return actual == OperandKind.UNIT || !formal.isDisjointFrom(actual)
        ? DeclineReason.IRREDUCIBLE_OPERAND
        : DeclineReason.ILL_TYPED;
  }

  /** Both operands of an equality must have one type, or one of them none. */
  private void checkSameType(Call call) throws DeclinedException {
    Operand a = call.operands.get(0);
    Operand b = call.operands.get(1);
    if (a.isParameter() && b.isParameter()) {
      require(kinds.requireSame(a.parameter(), b.parameter()), call);
      return;
    }
    OperandKind p = a.isParameter() ? typeOf(b, call) : typeOf(a, call);
    OperandKind q = b.isParameter() ? p : typeOf(b, call);
    if (p == OperandKind.UNIT || q == OperandKind.UNIT) {
      return;
    }
    if (p != q) {
      throw new DeclinedException(DeclineReason.ILL_TYPED, call.expression);
    }
    for (Operand operand : call.operands) {
      if (operand.isParameter()) {
        require(kinds.require(operand.parameter(), p), call);
      }
    }
  }

  /** The kind whose values are those of one type of the language. */
  private static OperandKind typeOf(Operand operand, Call call) throws DeclinedException {
    OperandKind kind = operand.kind();
    if (!kind.isPlain()) {
      throw new DeclinedException(DeclineReason.IRREDUCIBLE_OPERAND, call.expression);
    }
    return OperandKind.NUMBER.includes(kind) ? OperandKind.NUMBER : kind;
  }

  private static void require(boolean possible, Call call) throws DeclinedException {
    if (!possible) {
      throw new DeclinedException(DeclineReason.CONFLICTING_KINDS, call.expression);
    }
  }
}
