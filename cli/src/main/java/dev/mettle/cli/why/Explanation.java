package dev.mettle.cli.why;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of a call that was given back as data which rules there are, and what kept each of them. */
public final class Explanation {

  private static final int WIDTH = 70;

  /** How many calls and how many rules of each are spoken of. */
  private static final int MOST = 5;

  private static final Symbol ARROW = Symbol.of("->");

  private final Engine engine;
  private final RulePlaceTable places;
  private final List<String> lines = new ArrayList<>();
  private final ArrayDeque<Expression> calls = new ArrayDeque<>();

  private Explanation(Engine engine, RulePlaceTable places) {
    this.engine = engine;
    this.places = places;
  }

  /** The lines about {@code goal}, which is evaluated for it. */
  public static List<String> of(Engine engine, RulePlaceTable places, Atom goal) {
    Explanation explanation = new Explanation(engine, places);
    explanation.about(goal);
    return explanation.lines;
  }

  private void about(Atom goal) {
    List<Atom> results = engine.evaluate(goal).atoms();
    lines.add(cut(goal) + " gives " + cut(results));
    for (Atom result : results) {
      addCalls(result);
    }
    if (calls.isEmpty()) {
      lines.add("nothing in that is a call that was left as it stood");
    }
    for (int i = 0; i < MOST && !calls.isEmpty(); i++) {
      about(calls.remove());
    }
  }

  /** The expressions in a result that have a word as head, the outermost first. */
  private void addCalls(Atom result) {
    ArrayDeque<Atom> waiting = new ArrayDeque<>(List.of(result));
    while (!waiting.isEmpty() && calls.size() < MOST) {
      if (waiting.remove() instanceof Expression e && e.size() > 0 && !Symbols.isError(e)) {
        if (!(e.get(0) instanceof Expression) && !calls.contains(e)) {
          calls.add(e);
        }
        e.forEach(waiting::add);
      }
    }
  }

  private void about(Expression call) {
    Atom head = call.get(0);
    lines.add(cut(call));
    List<Atom> types = engine.call("get-type", head).atoms();
    if (head instanceof Symbol word) {
      aboutWord(call, word);
    } else {
      boolean operation = types.stream().anyMatch(Explanation::isArrow);
      lines.add(
          "  "
              + cut(head)
              + (operation ? " is an operation that takes no such arguments" : " is no function"));
    }
    aboutTypes(call, types);
  }

  private void aboutWord(Expression call, Symbol word) {
    List<Expression> rules = rules(word);
    if (!rules.isEmpty()) {
      aboutRules(call, rules);
      return;
    }
    List<String> near = NearWords.of(word.name(), engine.words());
    lines.add(
        "  no rule has the head "
            + word.name()
            + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
  }

  private static boolean isArrow(Atom type) {
    return type instanceof Expression e && e.size() > 1 && e.get(0) == ARROW;
  }

  private List<Expression> rules(Symbol head) {
    Atom left = Variable.of("left");
    Atom right = Variable.of("right");
    Atom rule = Expression.of(Symbols.EQUALS, left, right);
    List<Expression> rules = new ArrayList<>();
    for (Atom known : engine.space().match(rule, rule)) {
      if (known instanceof Expression e
          && e.get(1) instanceof Expression call
          && call.size() > 0
          && call.get(0) == head) {
        rules.add(e);
      }
    }
    return rules;
  }

  private void aboutRules(Expression call, List<Expression> rules) {
    List<Expression> fitting =
        rules.stream().filter(rule -> left(rule).size() == call.size()).toList();
    if (fitting.isEmpty()) {
      List<String> counts =
          rules.stream()
              .map(rule -> Integer.toString(left(rule).size() - 1))
              .distinct()
              .sorted()
              .toList();
      lines.add(
          "  it has %s, and the rules of %s take %s"
              .formatted(
                  arguments(call.size() - 1), cut(call.get(0)), String.join(" or ", counts)));
    }
    // The further to the right a rule fails, the nearer it is.
    fitting.stream()
        .sorted(Comparator.comparingInt((Expression rule) -> -reach(call, rule)))
        .limit(MOST)
        .forEach(rule -> lines.add("  " + where(rule) + aboutRule(call, rule)));
    if (fitting.size() > MOST) {
      lines.add("  and " + (fitting.size() - MOST) + " rules more");
    }
  }

  private static int reach(Expression call, Expression rule) {
    return Mismatch.of(call, left(rule)).map(Mismatch::argument).orElse(call.size());
  }

  private static String aboutRule(Expression call, Expression rule) {
    Optional<Mismatch> mismatch = Mismatch.of(call, left(rule));
    return mismatch.isEmpty()
        ? "matches, and what it gives was left as it stood"
        : "wants %s in argument %d, where the call has %s"
            .formatted(
                cut(mismatch.get().wanted()),
                mismatch.get().argument(),
                cut(mismatch.get().given()));
  }

  private void aboutTypes(Expression call, List<Atom> types) {
    for (Atom type : types) {
      if (!isArrow(type) || !(type instanceof Expression arrow)) {
        continue;
      }
      if (arrow.size() != call.size() + 1) {
        lines.add("  its type %s wants %s".formatted(cut(arrow), arguments(arrow.size() - 2)));
        continue;
      }
      for (int i = 1; i < call.size(); i++) {
        if (arrow.get(i) == Symbols.ATOM && call.get(i) instanceof Expression) {
          lines.add(
              "  its type %s keeps argument %d from being evaluated".formatted(cut(arrow), i));
        }
      }
    }
  }

  private String where(Expression rule) {
    return places.of(rule) + "(= " + cut(left(rule)) + " ..) ";
  }

  private static Expression left(Expression rule) {
    return (Expression) rule.get(1);
  }

  private static String arguments(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }

  private static String cut(List<Atom> results) {
    String text =
        String.join(", ", results.stream().limit(MOST).map(RulePlaceTable::written).toList());
    return "[" + (text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...") + "]";
  }

  private static String cut(Atom atom) {
    String text = RulePlaceTable.written(atom);
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
  }
}
