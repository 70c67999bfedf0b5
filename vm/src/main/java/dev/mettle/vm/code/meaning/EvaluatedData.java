package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.minimal.TupleValues;
import dev.mettle.vm.minimal.UnevaluatedParts;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.View;
import java.util.Objects;

/** Builds data, and marks what was found to be its own value, so that nobody evaluates it again. */
public final class EvaluatedData {

  private final FrameStack frames;
  private final Machine machine;
  private final CodeEvaluator evaluator;

  EvaluatedData(FrameStack frames, CodeEvaluator evaluator) {
    this.frames = frames;
    this.machine = frames.machine;
    this.evaluator = evaluator;
  }

  /** A call that no rule can match is data: an expression that is its own value. */
  public Expression construct(Code code, FunctionLink link, int operands, int n) {
    View view = machine.view();
    long tag = EvaluatedMark.tag(view);
    long now = view.clock().now();
    Expression data;
    boolean settled = true;
    switch (n) {
      case 0 -> data = Expression.of(link.head);
      case 1 -> {
        Atom first = child(code, code.code[operands]);
        data = Expression.of(link.head, first);
        settled = isSettled(first, link, 0, view, tag, now);
      }
      case 2 -> {
        Atom first = child(code, code.code[operands]);
        Atom second = child(code, code.code[operands + 1]);
        data = Expression.of(link.head, first, second);
        settled =
            isSettled(first, link, 0, view, tag, now) && isSettled(second, link, 1, view, tag, now);
      }
      default -> {
        Atom[] children = new Atom[n + 1];
        children[0] = link.head;
        for (int i = 0; i < n; i++) {
          Atom child = child(code, code.code[operands + i]);
          children[i + 1] = child;
          settled = settled && isSettled(child, link, i, view, tag, now);
        }
        data = Expression.owning(children);
      }
    }
    if (settled && data.isGround()) {
      markCall(data, link, view);
      return data;
    }
    return constructed(link, data);
  }

  /** An operand as a child of data. */
  private Atom child(Code code, int operand) {
    if (operand < 0) {
      return Terms.dereference((Atom) code.pool[~operand]);
    }
    long word = frames.words[frames.base + operand];
    if (word != Words.REFERENCE) {
      return Words.toAtom(word);
    }
    Atom child = (Atom) Objects.requireNonNull(frames.lane[frames.base + operand]);
    return child instanceof Variable v ? Terms.dereference(v) : child;
  }

  /** Whether a child of ground data is not evaluated further. */
  private static boolean isSettled(
      Atom child, FunctionLink link, int index, View view, long tag, long now) {
    return !(child instanceof Expression e)
        || EvaluatedMark.isFresh(e, tag, now)
        || EvaluatedMark.isChildValid(e, index + 1, link, view);
  }

  /** The same for data that is built: resolved, and marked if its children are settled. */
  public Expression constructed(FunctionLink link, Expression data) {
    if (!data.isGround()) {
      Expression open = (Expression) Terms.resolve(data);
      mark(open, link);
      return open;
    }
    mark(data, link);
    return data;
  }

  /**
   * Marks a call that stays as it is and in which no variable is bound, if evaluating it again
   * would find nothing to do.
   */
  private void mark(Expression e, FunctionLink link) {
    View view = machine.view();
    if (EvaluatedMark.areChildrenValid(e, 1, e.size(), link, view)) {
      markCall(e, link, view);
    }
  }

  private void markCall(Expression e, FunctionLink link, View view) {
    if (link.plainHead
        || e.get(0) != Symbols.ERROR
            && !evaluator.evaluation().checker().inference().mayHaveErrors(e, view)) {
      EvaluatedMark.set(e, view);
    }
  }

  /** Marks a tuple whose head is a plain value, so that it has no type errors of its own. */
  private void markTuple(Expression e) {
    View view = machine.view();
    int end = TupleValues.from(e, view);
    if (!EvaluatedMark.areChildrenValid(e, 1, end, UnevaluatedParts.NONE, view)) {
      return;
    }
    if (end > 1) {
      TupleValues.note(e, 1, view);
    }
    EvaluatedMark.set(e, view);
  }

  /**
   * Marks a tuple of values that shares all children but the first with {@code known}, if that is
   * known to be its own value.
   */
  public void markPart(Expression tuple, Expression known) {
    View view = machine.view();
    if (Operation.hasValueHead(tuple)
        && tuple.isGround()
        && Operation.hasValueHead(known)
        && EvaluatedMark.isValid(known, view)
        && !evaluator.hasValueRules(view, tuple.size())) {
      EvaluatedMark.set(tuple, view);
    }
  }

  /** An evaluated tuple whose head is a plain value; false if it may be a call. */
  public boolean isData(Expression e) {
    if (e.size() == 0) {
      return true;
    }
    if (!Operation.hasValueHead(e) || evaluator.hasValueRules(machine.view(), e.size())) {
      return false;
    }
    if (e.isGround()) {
      markTuple(e);
    }
    return true;
  }

  /** An irreducible call, resolved and marked. */
  public Atom markEvaluated(Atom atom) {
    Atom value = Terms.resolve(atom);
    if (!(value instanceof Expression e) || e.size() == 0) {
      return value;
    }
    if (Operation.hasValueHead(e)) {
      markTuple(e);
    } else if (e.get(0) instanceof Symbol head) {
      FunctionLink link = evaluator.table(machine.view()).link(head, e.size() - 1);
      link.refresh();
      mark(e, link);
    } else if (e.get(0) instanceof Operation operation) {
      Call call = Call.ofOperation(operation, e.size() - 1, Symbols.UNDEFINED);
      evaluator.mark(e, call, machine.view());
    }
    return value;
  }
}
