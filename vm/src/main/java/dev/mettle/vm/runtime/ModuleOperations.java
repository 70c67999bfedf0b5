package dev.mettle.vm.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.SYMBOL;
import static dev.mettle.ir.atom.Symbols.UNDEFINED;
import static dev.mettle.vm.library.FunctionTypes.UNIT;
import static dev.mettle.vm.library.FunctionTypes.arrow;

import dev.mettle.frontend.read.TokenPatternException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Terms;

/** {@code bind!} and {@code capture}. */
final class ModuleOperations {

  private final EngineRuntime runtime;

  ModuleOperations(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  void declareIn(Declarations d) {
    d.value("bind!", arrow(SYMBOL, UNDEFINED, UNIT), (call, context) -> bind(call));
    d.control(
        "capture",
        arrow(ATOM, ATOM),
        (m, call, k) -> m.evaluate(call.get(1), Symbols.UNDEFINED, k));
  }

  private Atom bind(Expression call) {
    if (!(call.get(1) instanceof Symbol token)) {
      return Errors.of(call, "bind! expects symbol atom as a token");
    }
    try {
      runtime.modules().current().tokenizer().bind(token.name(), Terms.detached(call.get(2)));
    } catch (TokenPatternException e) {
      return Errors.of(call, String.valueOf(e.getMessage()));
    }
    return Expression.EMPTY;
  }
}
