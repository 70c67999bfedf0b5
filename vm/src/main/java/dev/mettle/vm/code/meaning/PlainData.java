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
import dev.mettle.vm.machine.OpenEnd;
import dev.mettle.vm.machine.OpenFacts;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.minimal.TupleValues;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a look which expressions are their own value where anything is expected: heads without
 * types and rules, down to a few levels. What holds variables is never marked as evaluated, so
 * without this the data of logic programs would be evaluated again wherever it goes.
 */
final class PlainData {

  private static final int DEPTH = 8;

  /** Of how many expressions data is made whose open end is remembered; less is walked again. */
  private static final int WORTH_KEEPING = 5;

  private final CodeEvaluator evaluator;

  PlainData(CodeEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Whether evaluating {@code e} would give itself; false where only an evaluation can tell. */
  boolean is(Expression e, View view) {
    FunctionTable table = evaluator.table(view);
    return e.isGround() || e.keepsTailFacts()
        ? is(e, view, table, null, DEPTH)
        : isOpen(e, view, table);
  }

  /** The same for an expression with variables, of which only its open end may have changed. */
  private boolean isOpen(Expression e, View view, FunctionTable table) {
    long stamp = EvaluatedMark.stamp(view);
    Variable end = OpenEnd.of(e, stamp);
    Ends ends = new Ends();
    if (end == null) {
      if (!is(e, view, table, ends, DEPTH)) {
        return false;
      }
    } else {
      Atom value = ends.valueOf(end);
      if (value == end) {
        return true;
      }
      if (!isChild(value, view, table, ends, DEPTH)) {
        return false;
      }
    }
    Variable last = ends.parts < WORTH_KEEPING ? null : ends.only();
    if (last != null) {
      OpenEnd.keep(e, last, stamp);
    }
    return true;
  }

  /** The variables in data: how old those are that are bound, and which are not. */
  private static final class Ends {
    private long youngestBound = Long.MIN_VALUE;
    private @Nullable Variable unbound;
    private boolean several;
    private int parts;

    /** The value of a child, if it is a variable; that is the variable if it has none. */
    Atom valueOf(Atom child) {
      Atom value = child;
      while (value instanceof Variable v) {
        Atom next = v.binding();
        if (next == null) {
          several |= unbound != null && unbound != v;
          unbound = v;
          return v;
        }
        youngestBound = Math.max(youngestBound, v.serial());
        value = next;
      }
      return value;
    }

    /** Some variables are not known, or more than their own value depends on them. */
    void giveUp() {
      several = true;
    }

    /** The one variable that is not bound, if it is younger than all that are. */
    @Nullable Variable only() {
      Variable last = unbound;
      return last == null || several || last.serial() <= youngestBound ? null : last;
    }
  }

  private boolean isChild(
      Atom child, View view, FunctionTable table, @Nullable Ends ends, int depth) {
    if (!(child instanceof Expression inner)) {
      return child != Symbols.EMPTY;
    }
    if (inner.size() == 0) {
      return true;
    }
    if (ends == null || inner.isGround()) {
      return EvaluatedMark.isValid(inner, view) || is(inner, view, table, null, depth - 1);
    }
    // What is large is not walked over for the sake of its variables.
    if (OpenFacts.of(inner) == null && is(inner, view, table, ends, depth - 1)) {
      return true;
    }
    ends.giveUp();
    return EvaluatedMark.isValid(inner, view) || is(inner, view, table, null, depth - 1);
  }

  private boolean is(Expression e, View view, FunctionTable table, @Nullable Ends ends, int depth) {
    if (depth == 0 || !hasPlainHead(e, view, table, depth)) {
      return false;
    }
    if (ends != null) {
      ends.parts++;
      if (e.get(0) instanceof Variable || e.keepsTailFacts()) {
        ends.giveUp();
      }
    }
    int end = TupleValues.from(e, view);
    Interruption.checkBefore(end);
    for (int i = 1; i < end; i++) {
      Atom child = ends == null ? Terms.dereference(e.get(i)) : ends.valueOf(e.get(i));
      if (!isChild(child, view, table, ends, depth)) {
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
          && !is(head, view, table, null, depth - 1)) {
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
      case Expression inner ->
          inner.isGround()
              && (inner.size() == 0
                  || EvaluatedMark.isValid(inner, view)
                  || is(inner, view, table, null, depth - 1))
              && evaluator.largeTuples().isNoCallOf(inner, e, view);
    };
  }
}
