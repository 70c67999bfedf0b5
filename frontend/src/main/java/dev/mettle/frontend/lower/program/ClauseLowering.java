package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.frontend.lower.program.StepResults.Step;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.Opcode;

/** Lowers the body of a rule. */
final class ClauseLowering {

  /** How deep expressions are evaluated by code where they lie very deep. */
  private static final int DEEPEST = 8;

  private final BodyCode body;
  private final RuleText rule;
  private final ExpectedType expected;
  private final StepResults results;

  /**
   * Lowering of one body.
   *
   * @param expected the local of the type that the value is evaluated against
   */
  ClauseLowering(BodyCode body, RuleText rule, int expected) {
    this.body = body;
    this.rule = rule;
    this.expected = new ExpectedType.Parameter(expected);
    int deepest = RuleSize.isDeep(rule.body()) ? DEEPEST : Integer.MAX_VALUE;
    ExpressionLowering expressions = new ExpressionLowering(body, deepest);
    body.evaluatedBy(expressions);
    this.results = expressions.results();
  }

  /**
   * Appends the code of the body.
   *
   * @param data whether the caller wants the body as it is
   */
  void lower(boolean data) {
    Flow start = body.live();
    body.scopes.beginRule(rule.head(), rule.body());
    body.places.all().forEach(v -> start.set(v, null));
    body.makeFresh(body.demands.early().stream().filter(v -> !start.isSet(v)).toList());
    Step step = new Step(rule.head(), true);
    if (data && !StepResults.isFunction(rule.body())) {
      asData(step);
    } else {
      for (Variable v : body.places.all()) {
        body.prove(v, () -> results.whole(rule.body(), expected, true, step, null));
      }
      results.lower(rule.body(), expected, true, step);
    }
    body.finish();
  }

  private void asData(Step step) {
    Atom atom = rule.body();
    if (atom == Symbols.EMPTY) {
      body.code.emit(Opcode.FAIL);
    } else if (atom == Symbols.NOT_REDUCIBLE) {
      body.irreducible(step.call(), true);
    } else if (atom instanceof Variable v) {
      // The expected type is Atom: nothing is evaluated, but the two symbols keep their meaning.
      results.whole(v, expected, true, step, null);
    } else {
      body.instantiate(atom);
      body.code.emit(Opcode.RETURN);
    }
    body.flow = null;
  }
}
