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
import org.jspecify.annotations.Nullable;

/**
 * Lowers the checks of calls, which are made before anything of a call runs, as far as it cannot be
 * proven that they pass.
 */
final class CallChecks {

  private final BodyCode body;
  private final FunctionBuilder code;

  CallChecks(BodyCode body) {
    this.body = body;
    this.code = body.code;
  }

  /**
   * The argument that is evaluated first, of a call whose check was appended just now: that check
   * has looked for type errors in it.
   */
  private @Nullable Expression covered;

  /** The first argument that is evaluated at all, if it is a call of which any type will do. */
  private static @Nullable Expression firstOfAnyType(Expression call, Expression functionType) {
    for (int i = 1; i < call.size(); i++) {
      Atom formal = functionType.get(i);
      if (formal != Symbols.ATOM) {
        return formal == Symbols.UNDEFINED && call.get(i) instanceof Expression first
            ? first
            : null;
      }
    }
    return null;
  }

  /**
   * Whether a call passes its check if the check of a call that it is an argument of has found no
   * error in it: nothing is wanted of its result, and of its arguments at most that they are
   * expressions, which is the same inside and outside.
   */
  private boolean isPassedInside(Expression e, Expression functionType, ExpectedType type) {
    for (int i = 1; i < e.size(); i++) {
      Atom formal = functionType.get(i);
      if (formal != Symbols.EXPRESSION && formal != Symbols.ATOM) {
        return false;
      }
    }
    Atom result = functionType.get(e.size());
    return (result == Symbols.EXPRESSION || result == Symbols.UNDEFINED)
        && type instanceof ExpectedType.Known(Atom expected)
        && expected == Symbols.UNDEFINED
        && !body.facts.mayDeclareType(e.get(0), e.size());
  }

  private static List<ExpectedType> groundFormals(Expression functionType) {
    List<ExpectedType> formals = new ArrayList<>();
    for (int i = 1; i < functionType.size() - 1; i++) {
      formals.add(new ExpectedType.Known(functionType.get(i)));
    }
    return formals;
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
    boolean isCovered = e == covered;
    covered = null;
    Optional<StaticTypes.Proven> proven = body.types.prove(e, functionType, body.live());
    if (proven.isEmpty() && isCovered && isPassedInside(e, functionType, type)) {
      return Optional.of(new CallTypes(groundFormals(functionType), ExpectedType.Known.ANY, false));
    }
    if (proven.isEmpty()) {
      CallTypes types = checkedByRun(e, functionType, type, tail, join);
      covered = firstOfAnyType(e, functionType);
      return Optional.of(types);
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
