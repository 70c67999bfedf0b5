package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.minimal.Instructions;
import dev.mettle.vm.minimal.TupleValues;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import dev.mettle.vm.types.TypeInference;

/**
 * Tells of a large tuple that it is its own value without a walk over its children, as far as these
 * are known to be their own values. A tail has another head than the tuple that it is taken from,
 * and another number of children: so what the head says is looked at for each.
 */
public final class LargeTuples {

  private final Callees callees;
  private final TypeInference inference;

  LargeTuples(Callees callees, TypeInference inference) {
    this.callees = callees;
    this.inference = inference;
  }

  /** Whether {@code e} is a large tuple that is its own value wherever anything is expected. */
  boolean isValue(Expression e, View view) {
    if (!e.keepsTailFacts() || !hasPlainHead(e, view)) {
      return false;
    }
    int end = Math.max(1, TupleValues.from(e, view));
    for (int i = 1; i < end; i++) {
      Atom child = Terms.dereference(e.get(i));
      if (child == Symbols.EMPTY
          || child instanceof Expression inner
              && inner.size() > 0
              && !EvaluatedMark.isValid(inner, view)) {
        return false;
      }
    }
    if (end > 1) {
      TupleValues.note(e, 1, view);
    }
    return true;
  }

  /** Whether a large tuple is no call, so that it is its own value if its children are. */
  public boolean hasPlainHead(Expression e, View view) {
    return switch (Terms.dereference(e.get(0))) {
      case Symbol s ->
          s != Symbols.EMPTY
              && s != Symbols.ERROR
              && !Instructions.isInstruction(s)
              && inference.isCleanTuple(e, view)
              && inference.of(s, view).isNone()
              && !callees.mayReduce(view, s, e.size());
      case Variable v -> true;
      case Grounded g -> !(g instanceof Operation) && !callees.hasValueRules(view, e.size());
      case Expression head ->
          (head.size() == 0 || EvaluatedMark.isValid(head, view))
              && inference.isCleanTuple(e, view)
              && !callees.hasRulesForExpressionHead(view, e);
    };
  }

  /**
   * Whether a tuple of any size is no call of its head, an expression that is its own value: the
   * head is no function by its type, and no rule may match.
   */
  public boolean isNoCallOf(Expression head, Expression e, View view) {
    AtomTypes types = inference.of(head, view);
    return (types.isNone() || !types.mayHaveErrors() && !types.hasFunctions())
        && !callees.hasRulesForExpressionHead(view, e);
  }
}
