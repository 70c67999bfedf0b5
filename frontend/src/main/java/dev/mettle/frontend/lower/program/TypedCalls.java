package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lowers calls whose head has one function type. */
final class TypedCalls {

  private final BodyCode body;
  private final CallChecks checks;
  private final Arguments arguments;

  TypedCalls(BodyCode body, CallChecks checks, Arguments arguments) {
    this.body = body;
    this.checks = checks;
    this.arguments = arguments;
  }

  /** Lowers one of them; null if no way leads behind it. */
  @Nullable Operand lower(
      Expression e, Expression functionType, ExpectedType type, boolean tail, Join join) {
    Optional<CallChecks.CallTypes> found = checks.of(e, functionType, type, tail, join);
    if (found.isEmpty()) {
      return body.generic(e, type, tail);
    }
    CallChecks.CallTypes call = found.get();
    int n = e.size() - 1;
    Atom head = e.get(0);
    boolean instruction = head instanceof Symbol s && body.facts.isInstruction(s);
    if (instruction) {
      body.code.push(head);
    }
    int beneath = instruction ? 1 : 0;
    boolean known = true;
    Arguments.Whole whole = arguments.whole(e, type);
    List<OperandKind> kinds = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Operand operand =
          arguments.argument(e.get(i + 1), call.formals().get(i), beneath + i, tail, join, whole);
      if (operand == null) {
        return null;
      }
      kinds.add(operand.kind());
      Symbol kind = StaticTypes.typeOfKind(operand.kind());
      known &= kind != null && kind != Symbols.UNDEFINED;
    }
    if (instruction) {
      body.code.emit(Opcode.MAKE_EXPR, n + 1L);
      body.push(call.result());
      body.code.emit(tail ? Opcode.TAIL_INSTRUCTION : Opcode.RUN_INSTRUCTION);
      return body.called(tail);
    }
    if (head instanceof Symbol symbol) {
      return body.call(symbol, n, call.result(), tail);
    }
    Optional<Opcode> opcode = body.facts.opcodeOf(head).filter(own -> mayTake(own, kinds));
    if (opcode.isPresent()) {
      Opcode own = opcode.get();
      body.code.emit(own);
      OperandKind kind = own.picture().outputs().getFirst().kind();
      boolean sure = known && call.proven() && !own.isPartial();
      return body.delivered(sure ? Operand.of(kind) : Operand.UNKNOWN, tail);
    }
    body.push(call.result());
    body.code.emit(
        tail ? Opcode.TAIL_OPERATION : Opcode.CALL_OPERATION, body.code.constant(head), n);
    return body.called(tail);
  }

  /** Whether operands can be in the domain of an opcode: an ill-typed call may stand anywhere. */
  private static boolean mayTake(Opcode opcode, List<OperandKind> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).isDisjointFrom(opcode.picture().inputs().get(i).kind())) {
        return false;
      }
    }
    return true;
  }
}
