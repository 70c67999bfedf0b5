package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.opcode.Opcode;
import org.jspecify.annotations.Nullable;

/** Lowers calls whose head has no type, which are tuples whose elements are evaluated. */
final class UntypedCalls {

  private final BodyCode body;
  private final Arguments arguments;

  UntypedCalls(BodyCode body, Arguments arguments) {
    this.body = body;
    this.arguments = arguments;
  }

  /** Lowers one of them; null if no way leads behind it. */
  @Nullable Operand lower(Expression e, ExpectedType type, boolean tail, Join join) {
    Atom head = e.get(0);
    if (head == Symbols.EMPTY) {
      return body.fail();
    }
    if (head instanceof Symbol s && body.facts.isInstruction(s)) {
      // Without the library's types it takes what a tuple of its operands comes to.
      return body.generic(e, type, tail);
    }
    int n = e.size() - 1;
    Arguments.Whole whole = arguments.whole(e, type);
    for (int i = 1; i <= n; i++) {
      if (!arguments.element(e.get(i), i - 1, tail, join, whole)) {
        return null;
      }
    }
    if (head instanceof Symbol symbol) {
      return body.call(symbol, n, type, tail);
    }
    body.push(type);
    body.code.emit(
        tail ? Opcode.TAIL_OPERATION : Opcode.CALL_OPERATION,
        body.code.constant((GroundedValue) head),
        n);
    return body.called(tail);
  }
}
