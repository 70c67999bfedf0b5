package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the expressions of a body. Calls become instructions of their own as far as it can be
 * known now what they do; of the others an instance is made and evaluated by the run.
 */
final class ExpressionLowering implements Expressions {

  /** So many expressions inside each other are lowered by recursion. */
  private static final int ROW = 12;

  /**
   * Wider expressions with variables are evaluated as a whole: there is a way to that from each
   * operand.
   */
  private static final int WIDEST = 128;

  private final BodyCode body;
  private final Barriers barriers;
  private final ValueHeads valueHeads;
  private final StepResults results;
  private final SpecialForms forms;
  private final TypedCalls typedCalls;
  private final UntypedCalls untypedCalls;

  /** How deep expressions are evaluated by code. */
  private final int deepest;

  ExpressionLowering(BodyCode body, int deepest) {
    this.body = body;
    this.deepest = deepest;
    CallChecks checks = new CallChecks(body);
    Arguments arguments = new Arguments(body);
    this.barriers = new Barriers(body);
    this.valueHeads = new ValueHeads(body, barriers, checks, arguments);
    this.results = new StepResults(body, valueHeads);
    this.forms = new SpecialForms(new FormCode(body, checks, arguments, results));
    this.typedCalls = new TypedCalls(body, checks, arguments);
    this.untypedCalls = new UntypedCalls(body, arguments);
  }

  /** How the results of steps are lowered in this body. */
  StepResults results() {
    return results;
  }

  /**
   * What lies very deep is left to the run; else the code would be out of all proportion, since
   * each of many levels is also there as an atom.
   */
  @Override
  public @Nullable Operand evaluate(Expression e, ExpectedType type, boolean tail) {
    if (body.level >= deepest) {
      return body.generic(e, type, tail);
    }
    if (body.row >= ROW) {
      return evaluateElsewhere(e, type, tail);
    }
    body.level++;
    body.row++;
    Operand value = evaluateHere(e, type, tail);
    body.level--;
    body.row--;
    return value;
  }

  /** Appends the evaluation later, so that no depth of a rule is a depth of the Java stack. */
  private @Nullable Operand evaluateElsewhere(Expression e, ExpectedType type, boolean tail) {
    Demands.Outcome known = body.demands.outcomeOf(e);
    if (known == Demands.Outcome.UNCLEAR) {
      return body.generic(e, type, tail);
    }
    Flow now = body.live();
    Label there = body.code.newLabel();
    body.code.emitTo(Opcode.JUMP, List.of(there));
    if (tail || known == Demands.Outcome.NO_VALUE) {
      body.at(
          there,
          now,
          () -> {
            if (evaluate(e, type, tail) != null) {
              body.demands.isOf(e, Demands.Outcome.UNCLEAR);
            }
          });
      body.flow = null;
      return null;
    }
    Label back = body.code.newLabel();
    body.at(
        there,
        now,
        () -> {
          if (evaluate(e, type, false) == null) {
            body.demands.isOf(e, Demands.Outcome.NO_VALUE);
          } else {
            body.code.emitTo(Opcode.JUMP, List.of(back));
          }
        });
    body.code.place(back);
    Flow after = now.copy();
    after.ran();
    body.forEachVariable(e, after::maySet);
    body.flow = after;
    return Operand.UNKNOWN;
  }

  private @Nullable Operand evaluateHere(Expression e, ExpectedType type, boolean tail) {
    Atom head = e.get(0);
    if (e.size() > WIDEST && !e.isGround()) {
      return body.generic(e, type, tail);
    }
    if (head instanceof Variable v && body.live().isSet(v)) {
      return valueHeads.lower(e, v, type, tail, () -> body.generic(e, type, tail));
    }
    if (!(head instanceof Symbol) && !body.facts.isOperation(head)) {
      return body.generic(e, type, tail);
    }
    HeadTypes headTypes = body.types.typesOf(head);
    if (headTypes instanceof HeadTypes.Unclear) {
      return body.generic(e, type, tail);
    }
    Join join = new Join(body.code);
    if (!body.live().unchanged) {
      Label changed = body.code.newLabel();
      body.code.emitTo(Opcode.GUARD, List.of(changed));
      body.genericAt(changed, e, type, tail, join);
      body.live().unchanged = true;
    }
    Optional<SpecialForm> form = body.facts.formOf(head, e.size() - 1);
    if (form.isPresent()) {
      body.code.assume(new Assumption.MeaningOf(Symbol.of(form.get().functionName())));
    }
    boolean apart = !tail && barriers.needs(e, headTypes, form);
    Operand value =
        apart
            ? body.apart(inner -> way(e, form, headTypes, type, false, inner))
            : way(e, form, headTypes, type, tail, join);
    return body.meet(join, value, tail);
  }

  private @Nullable Operand way(
      Expression e,
      Optional<SpecialForm> form,
      HeadTypes headTypes,
      ExpectedType type,
      boolean tail,
      Join join) {
    if (form.isPresent()) {
      return forms.lower(form.get(), e, headTypes, type, tail, join);
    }
    return headTypes instanceof HeadTypes.Typed(Expression functionType)
        ? typedCalls.lower(e, functionType, type, tail, join)
        : untypedCalls.lower(e, type, tail, join);
  }
}
