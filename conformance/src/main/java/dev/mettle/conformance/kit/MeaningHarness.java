package dev.mettle.conformance.kit;

import dev.mettle.conformance.judge.Answers;
import dev.mettle.conformance.judge.TreeWalkerJudge;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the tree-walker what functions mean: it evaluates the meaning of a trial with the arguments
 * in the place of its variables. Where a function is a piece of straight code, arguments are values
 * that are neither looked at for their types nor evaluated again; elsewhere they stand as written.
 *
 * @since 1.0
 */
public final class MeaningHarness extends Harness {

  /** A harness around a tree-walker of its own. */
  public MeaningHarness() {}

  @Override
  public String name() {
    return "tree-walker";
  }

  @Override
  public Engine engine(RunLimits limits) {
    return Engine.builder().tier(Tier.TREE).limits(limits).build();
  }

  @Override
  public Set<Opcode> opcodes() {
    return EnumSet.allOf(Opcode.class);
  }

  @Override
  public Meanings open(String given) {
    return (Meanings) super.open(given);
  }

  @Override
  Meanings program(String given) {
    return new Meanings(given);
  }

  /** What functions mean in a program. */
  public final class Meanings implements Program {

    private final Engine engine;

    private Meanings(String given) {
      engine = EngineProgram.having(given, Engine.builder().tier(Tier.TREE));
    }

    @Override
    public Optional<GroundedValue> grounded(String word) {
      return EngineProgram.meaningOf(engine, word);
    }

    /** What a call gives by the meaning of its function. */
    public List<Atom> results(IrFunction function, List<Atom> arguments, String meaning) {
      Map<String, Atom> values = new HashMap<>();
      for (int i = 0; i < arguments.size(); i++) {
        Parameter parameter = function.parameters().get(i);
        values.put(parameter.name(), arguments.get(i));
      }
      if (function.stage() <= EngineProgram.STRAIGHT) {
        Atom expression = AtomText.parsed(meaning, this::grounded).getFirst();
        return List.of(
            TreeWalkerJudge.shared()
                .evaluate(expression, values)
                .orElseThrow(() -> new IllegalStateException("no judge knows " + meaning)));
      }
      Atom goal;
      try {
        goal = engine.parse(meaning);
      } catch (SyntaxException e) {
        throw new IllegalArgumentException("cannot be read: " + meaning, e);
      }
      return engine.evaluate(put(goal, values)).atoms();
    }

    @Override
    public void run(Trial trial) {
      IrFunction function = trial.function().function();
      List<Atom> results = results(function, trial.arguments(), trial.meaning());
      count(runs().andGeneral());
      if (!Answers.same(results, trial.expected())) {
        throw new CheckFailedException(
            "%s: expected %s, but %s means %s, which is %s"
                .formatted(
                    trial.label(), trial.shownExpected(), trial.call(), trial.meaning(), results));
      }
    }
  }

  private static Atom put(Atom atom, Map<String, Atom> values) {
    if (atom instanceof Variable v) {
      return values.getOrDefault(v.name(), v);
    }
    if (!(atom instanceof Expression e) || e.size() == 0) {
      return atom;
    }
    List<Atom> children = new ArrayList<>();
    e.forEach(child -> children.add(put(child, values)));
    return Expression.of(children);
  }
}
