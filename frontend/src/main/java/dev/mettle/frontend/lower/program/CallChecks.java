package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lowers the checks of calls, which are made before anything of a call runs, as far as it cannot be
 * proven that they pass.
 */
final class CallChecks {

  private final ClauseLowering body;
  private final FunctionBuilder code;

  CallChecks(ClauseLowering body) {
    this.body = body;
    this.code = body.code;
  }

  /** How the arguments and the result of a call are evaluated. */
  record CallTypes(List<ExpectedType> formals, ExpectedType result, boolean proven) {}

  /**
   * Sees to the check of a call: proves it, or appends it. None if the call can only be evaluated
   * as a whole.
   */
  Optional<CallTypes> of(
      Expression e, Expression functionType, ExpectedType type, boolean tail, Join join) {
    int n = e.size() - 1;
    if (functionType.size() != n + 2) {
      return Optional.empty();
    }
    Optional<StaticTypes.Proven> proven = body.types.prove(e, functionType, body.live());
    if (proven.isEmpty()) {
      return Optional.of(checkedByRun(e, functionType, type, tail, join));
    }
    List<ExpectedType> formals =
        proven.get().formals().stream().<ExpectedType>map(ExpectedType.Known::new).toList();
    Atom result = proven.get().result();
    if (result instanceof Variable) {
      return Optional.of(new CallTypes(formals, type, true));
    }
    if (!result.isGround()) {
      return Optional.of(checkedByRun(e, functionType, type, tail, join));
    }
    // A type variable that stands for one of these is not what was declared: it has to be the type
    // that is expected.
    Atom declared = functionType.get(n + 1);
    boolean anyResult = declared == Symbols.UNDEFINED || declared == Symbols.ATOM;
    if (!anyResult && !type.isAny()) {
      if (type instanceof ExpectedType.Known(Atom known)) {
        if (!known.equals(result)) {
          return Optional.empty();
        }
      } else {
        Label other = code.newLabel();
        body.push(type);
        code.emitTo(Opcode.JUMP_UNLESS_ADMITS, List.of(other), code.constant(result));
        body.genericAt(other, e, type, tail, join);
      }
    }
    Atom against = result == Symbols.EXPRESSION ? Symbols.UNDEFINED : result;
    return Optional.of(new CallTypes(formals, new ExpectedType.Known(against), true));
  }

  private CallTypes checkedByRun(
      Expression e, Expression functionType, ExpectedType type, boolean tail, Join join) {
    int plan = append(e, type, tail, join);
    List<ExpectedType> formals = new ArrayList<>();
    for (int i = 1; i < functionType.size() - 1; i++) {
      Atom formal = functionType.get(i);
      formals.add(
          formal.isGround() ? new ExpectedType.Known(formal) : new ExpectedType.Formal(plan, i));
    }
    Atom result = functionType.get(functionType.size() - 1);
    ExpectedType against;
    if (!result.isGround()) {
      against = new ExpectedType.Formal(plan, 0);
    } else {
      against = new ExpectedType.Known(result == Symbols.EXPRESSION ? Symbols.UNDEFINED : result);
    }
    return new CallTypes(formals, against, false);
  }

  /** Appends the check of a call; gives the local of what it finds. */
  int append(Expression e, ExpectedType type, boolean tail, Join join) {
    int plan = code.newLocal();
    Label other = code.newLabel();
    body.push(type);
    code.emitTo(Opcode.CHECK_CALL, List.of(other), code.constant(template(e)), plan);
    body.genericAt(other, e, type, tail, join);
    return plan;
  }

  /** The constant's atom of a call as it is checked, before anything of it has run. */
  Atom template(Expression call) {
    Flow now = body.live();
    boolean[] all = {true};
    body.forEachVariable(call, v -> all[0] &= now.isSet(v));
    return all[0] ? body.places.template(call) : body.places.checkTemplate(call, now::isSet);
  }
}
