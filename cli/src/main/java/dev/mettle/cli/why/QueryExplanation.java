package dev.mettle.cli.why;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import java.util.ArrayList;
import java.util.List;

/** Says how a query would be answered, by what the module {@code explain} finds. */
final class QueryExplanation {

  private QueryExplanation() {}

  /**
   * A line for the whole and one for each pattern.
   *
   * @throws IllegalArgumentException if {@code goal} is no call of {@code match}
   */
  static List<String> of(Engine engine, Atom goal) throws SyntaxException {
    if (!(goal instanceof Expression e)
        || e.size() < 3
        || !e.get(0).equals(engine.parse("match"))) {
      throw new IllegalArgumentException("no query: (match SPACE PATTERN) is expected");
    }
    engine.run("!(import! &self explain)");
    Expression call = Expression.of(engine.parse("explain"), e.get(1), e.get(2));
    List<String> lines = new ArrayList<>();
    for (Atom result : engine.evaluate(call).atoms()) {
      if (!(result instanceof Expression plan) || !plan.get(0).toString().equals("plan")) {
        lines.add(result.toString());
        continue;
      }
      lines.add(plan.get(1).toString());
      for (int i = 2; i < plan.size(); i++) {
        lines.add("  " + step((Expression) plan.get(i)));
      }
    }
    return lines;
  }

  private static String step(Expression step) {
    if (!step.get(0).toString().equals("rows")) {
      return step.get(1) + ": " + step.get(2) + " atoms to unify with";
    }
    Expression by = (Expression) step.get(2);
    if (by.size() == 1) {
      return step.get(1) + ": all " + step.get(3) + " facts";
    }
    List<String> positions = new ArrayList<>();
    for (int i = 1; i < by.size(); i++) {
      positions.add(by.get(i).toString());
    }
    return "%s: by %s %s, %s of %s facts each time"
        .formatted(
            step.get(1),
            positions.size() == 1 ? "argument" : "arguments",
            String.join(", ", positions),
            step.get(4),
            step.get(3));
  }
}
