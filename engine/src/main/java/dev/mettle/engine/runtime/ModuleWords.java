package dev.mettle.engine.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.SYMBOL;
import static dev.mettle.ir.atom.Symbols.UNDEFINED;
import static dev.mettle.vm.operation.FunctionTypes.UNIT;
import static dev.mettle.vm.operation.FunctionTypes.arrow;

import dev.mettle.frontend.read.TokenPatternException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.VariableRewriter;
import dev.mettle.vm.space.View;
import java.util.HashMap;
import java.util.Map;

/**
 * The operations that act on the module in whose text they stand, wherever they are called: {@code
 * bind!}, {@code capture} and {@code get-type}. Each module has its own.
 */
final class ModuleWords {

  private final Goals goals;
  private final Evaluation evaluation;
  private final Tokenizer tokenizer;
  private final View view;

  ModuleWords(Goals goals, Tokenizer tokenizer, View view) {
    this.goals = goals;
    this.evaluation = goals.evaluation();
    this.tokenizer = tokenizer;
    this.view = view;
  }

  void declareIn(Declarations d) {
    d.value(
        "bind!",
        arrow(SYMBOL, UNDEFINED, UNIT),
        OperationDoc.of(
            "Makes a word stand for an atom in the text that follows.",
            "the word, a regular expression",
            "the atom, which is evaluated first",
            "the unit value"),
        (call, context) -> bind(call));
    d.control(
        "capture",
        arrow(ATOM, ATOM),
        OperationDoc.of(
            "Evaluates an atom in the module in whose text this stands.",
            "the atom",
            "its results"),
        this::capture);
    d.control(
        "get-type",
        arrow(ATOM, UNDEFINED),
        OperationDoc.of(
            "The types of an atom by the declarations of the module in whose text this stands.",
            "an atom, which is not evaluated",
            "each type as a result; %Undefined% if there is none, nothing if it is ill-typed"),
        this::getType);
  }

  private Atom bind(Expression call) {
    if (!(call.get(1) instanceof Symbol token)) {
      return Errors.of(call, "bind! expects symbol atom as a token");
    }
    try {
      tokenizer.bind(token.name(), Terms.detached(call.get(2)));
    } catch (TokenPatternException e) {
      return Errors.of(call, String.valueOf(e.getMessage()));
    }
    return Expression.EMPTY;
  }

  private void getType(Machine m, Expression call, Frame k) {
    if (call.size() == 2) {
      TypeOperations.types(evaluation, m, call.get(1), view, k);
    } else if (call.get(2) instanceof AtomSpace space) {
      TypeOperations.types(evaluation, m, call.get(1), space.view(), k);
    } else {
      m.returnValue(Errors.of(call, "match expects a space as the first argument"), k);
    }
  }

  /**
   * Evaluates the argument in the module. No binding comes out: it has variables of its own, and
   * those that are still free at the end are the caller's again.
   */
  private void capture(Machine m, Expression call, Frame k) {
    VariableRewriter renaming = VariableRewriter.renaming();
    Atom goal = renaming.rewrite(call.get(1));
    CaptureFrame frame = new CaptureFrame(m, k, renaming.replacements());
    m.setView(view);
    goals.startDepth(m);
    m.evaluate(goal, Symbols.UNDEFINED, frame);
  }

  /** Gives the caller's view, its limit of the depth and the names of its variables back. */
  private static final class CaptureFrame extends Frame {
    private final View view;
    private final int maxDepth;
    private final Map<Variable, Variable> original = new HashMap<>();

    CaptureFrame(Machine m, Frame parent, Map<Variable, Atom> renamed) {
      super(parent, m.depth());
      this.view = m.view();
      this.maxDepth = m.maxDepth();
      renamed.forEach((variable, fresh) -> original.put((Variable) fresh, variable));
    }

    @Override
    public void resume(Machine m, Atom value) {
      m.setView(view);
      m.setMaxDepth(maxDepth);
      Atom result = Terms.resolve(value);
      if (!original.isEmpty()) {
        result = new VariableRewriter(v -> original.getOrDefault(v, v)).rewrite(result);
      }
      m.returnValue(result, parent());
    }
  }
}
