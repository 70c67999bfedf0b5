package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.minimal.TupleValues;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.View;

/**
 * Tells by a look which expressions are their own value where anything is expected: heads without
 * types and rules, down to a few levels. What holds variables is never marked as evaluated, so
 * without this the data of logic programs would be evaluated again wherever it goes.
 */
final class PlainData {

  private static final int DEPTH = 8;

  private final CodeEvaluator evaluator;

  PlainData(CodeEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Whether evaluating {@code e} would give itself; false where only an evaluation can tell. */
  boolean is(Expression e, View view) {
    return is(e, view, evaluator.table(view), DEPTH);
  }

  private boolean is(Expression e, View view, FunctionTable table, int depth) {
    if (depth == 0 || !hasPlainHead(e, view, table, depth)) {
      return false;
    }
    int end = TupleValues.from(e, view);
    Interruption.checkBefore(end);
    for (int i = 1; i < end; i++) {
      Atom child = Terms.dereference(e.get(i));
      if (child == Symbols.EMPTY
          || child instanceof Expression inner
              && inner.size() > 0
              && !EvaluatedMark.isValid(inner, view)
              && !is(inner, view, table, depth - 1)) {
        return false;
      }
    }
    if (end > 1) {
      TupleValues.note(e, 1, view);
    }
    if (e.isGround() || e.keepsTailFacts() && Terms.resolve(e) == e) {
      EvaluatedMark.set(e, view);
    }
    return true;
  }

  private boolean hasPlainHead(Expression e, View view, FunctionTable table, int depth) {
    if (e.keepsTailFacts()) {
      if (Terms.dereference(e.get(0)) instanceof Expression head
          && head.size() > 0
          && !EvaluatedMark.isValid(head, view)
          && !is(head, view, table, depth - 1)) {
        return false;
      }
      return evaluator.largeTuples().hasPlainHead(e, view);
    }
    return switch (Terms.dereference(e.get(0))) {
      case Symbol s -> {
        if (s == Symbols.EMPTY || s == Symbols.ERROR) {
          // Both end the evaluation of a tuple.
          yield false;
        }
        FunctionLink link = table.link(s, e.size() - 1);
        link.refresh();
        yield link.kind == FunctionLink.Kind.CONSTRUCTOR && link.plainHead && !link.isInstruction;
      }
      case Variable v -> true;
      case Grounded g -> Operation.isPlainValue(g) && !table.hasValueRules(e.size());
      case Expression inner -> false;
    };
  }
}
