package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.query.RuleTarget;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The rules that match a call of resumable code by unification: the code of the first one runs in
 * place, the others when the machine comes to them.
 */
final class CompiledRules implements RuleTarget {

  /** Who runs the first rule for code that calls. */
  interface Runner {

    /** Has the machine make a step. */
    @Nullable Atom later(String name, UnitInstructions.Other.Begin begin);

    /** Runs the code of a rule; the children of the call are its arguments. */
    @Nullable Atom enter(Code code, Atom[] call, Atom expected, HeapFrame waiting, int room);
  }

  private final Resumption resumption;
  private final CodeEvaluator evaluator;
  private final Machine machine;
  private final Expression call;
  private final Atom expected;
  private final HeapFrame waiting;
  private boolean begun;
  private @Nullable Rule rule;
  private @Nullable Atom[] slots = new Atom[0];

  CompiledRules(
      Resumption resumption,
      CodeEvaluator evaluator,
      Machine machine,
      Expression call,
      Atom expected,
      HeapFrame waiting) {
    this.resumption = resumption;
    this.evaluator = evaluator;
    this.machine = machine;
    this.call = call;
    this.expected = expected;
    this.waiting = waiting;
  }

  @Override
  public void take(Machine m, Rule found, @Nullable Atom[] values) {
    if (!begun) {
      rule = found;
      slots = values;
      return;
    }
    Code code = codeOf(found);
    if (code == null) {
      evaluator.applyRule(m, found, values, call, expected, resumption.frameOf(waiting));
    } else {
      resumption.enter(code, CodeEvaluator.callOf(found, call, values), expected, waiting);
    }
  }

  @Override
  public void none(Machine m) {
    // Without a rule the call is its own value; that is told by begin.
  }

  private @Nullable Code codeOf(Rule found) {
    return evaluator.table(machine.view()).clauseOf(found, expected == Symbols.ATOM);
  }

  /** Runs the first rule. */
  @Nullable Atom begin(Runner runner, int room) {
    begun = true;
    Rule found = rule;
    if (found == null) {
      return evaluator.irreducible(machine, call, new Call(null, null, expected));
    }
    @Nullable Atom[] values = slots;
    slots = new Atom[0];
    Code code = codeOf(found);
    if (code == null) {
      return runner.later(
          "a rule without code",
          (m, k) -> evaluator.applyRule(m, found, values, call, expected, k));
    }
    return runner.enter(code, CodeEvaluator.callOf(found, call, values), expected, waiting, room);
  }
}
