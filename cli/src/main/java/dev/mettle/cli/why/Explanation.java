package dev.mettle.cli.why;

import dev.mettle.cli.run.ErrorWords;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says of a call that was given back as data which rules there are, and what kept each of them. */
public final class Explanation {

  private static final int WIDTH = 70;

  /** How many calls and how many rules of each are spoken of. */
  private static final int MOST = 5;

  private static final Symbol ARROW = Symbol.of("->");

  private final Engine engine;
  private final RulePlaceTable places;
  private final List<String> lines = new ArrayList<>();
  private final SequencedMap<Expression, String> calls = new LinkedHashMap<>();

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
    results.stream().filter(Symbols::isError).forEach(this::aboutError);
    for (Atom result : results) {
      boolean isTuple =
          result instanceof Expression e && e.size() > 0 && e.get(0) instanceof Expression;
      // What is gathered in a tuple has been evaluated, whatever the tuple itself is.
      addCalls(result, goal.equals(result) || isTuple ? "" : keepsResult(goal));
    }
    if (calls.isEmpty() && results.stream().noneMatch(Symbols::isError)) {
      lines.add("nothing in that is a call that was left as it stood");
    }
    calls.forEach(this::about);
  }

  private void aboutError(Atom error) {
    lines.add("  that is an error, and no call that was left as it stood");
    new ErrorWords(engine).of(error).ifPresent(words -> lines.add("  " + words));
  }

  /** A part of a result, and what kept it from being evaluated; empty if nothing is known to. */
  private record Part(Atom atom, String keptBy) {}

  /** The expressions in a result that are no tuples, the outermost first; none in what was kept. */
  private void addCalls(Atom result, String keptBy) {
    ArrayDeque<Part> waiting = new ArrayDeque<>(List.of(new Part(result, keptBy)));
    while (!waiting.isEmpty() && calls.size() < MOST) {
      Part part = waiting.remove();
      if (!(part.atom() instanceof Expression e) || e.size() == 0 || Symbols.isError(e)) {
        continue;
      }
      if (!(e.get(0) instanceof Expression head) || !rulesOf(head).isEmpty()) {
        calls.putIfAbsent(e, part.keptBy());
      }
      boolean isTuple = e.get(0) instanceof Expression;
      for (int i = 0; i < e.size() && (isTuple || part.keptBy().isEmpty()); i++) {
        waiting.add(new Part(e.get(i), isTuple ? part.keptBy() : keepsArgument(e, i)));
      }
    }
  }

  /** What says that what a call gives is not evaluated any further. */
  private String keepsResult(Atom goal) {
    return goal instanceof Expression call && call.size() > 0
        ? arrows(call)
            .filter(type -> Symbols.isMetaType(type.get(type.size() - 1)))
            .findFirst()
            .map(type -> "what %s gives, by its type %s".formatted(cut(call.get(0)), cut(type)))
            .orElse("")
        : "";
  }

  /** What says that an argument of a call is not evaluated. */
  private String keepsArgument(Expression call, int argument) {
    return argument == 0
        ? ""
        : arrows(call)
            .filter(type -> Symbols.isMetaType(type.get(argument)))
            .findFirst()
            .map(
                type ->
                    "argument %d of %s, by its type %s"
                        .formatted(argument, cut(call.get(0)), cut(type)))
            .orElse("");
  }

  /** The types of the head of a call that fit the number of its arguments. */
  private Stream<Expression> arrows(Expression call) {
    return call.get(0) instanceof Expression
        ? Stream.empty()
        : engine.call("get-type", call.get(0)).atoms().stream()
            .filter(Explanation::isArrow)
            .map(type -> (Expression) type)
            .filter(type -> type.size() == call.size() + 1);
  }

  private void about(Expression call, String keptBy) {
    lines.add(cut(call));
    if (!keptBy.isEmpty()) {
      lines.add("  it was not evaluated: it is " + keptBy);
      return;
    }
    Atom head = call.get(0);
    List<Atom> types = engine.call("get-type", head).atoms();
    boolean isOperation = types.stream().anyMatch(Explanation::isArrow);
    switch (head) {
      case Symbol word -> aboutWord(call, word);
      case Variable variable ->
          lines.add("  " + cut(variable) + " has no value, so it names no function");
      case Grounded value when isOperation -> aboutOperation(call, value);
      case Grounded value -> lines.add("  " + cut(value) + " is no function");
      case Expression e -> aboutRules(call, rulesOf(e));
    }
    aboutTypes(call, types);
  }

  /** Which arguments of an operation are not what its type wants. */
  private void aboutOperation(Expression call, Atom operation) {
    String name = cut(operation);
    int before = lines.size();
    arrows(call)
        .findFirst()
        .ifPresent(
            type -> {
              for (int i = 1; i < call.size(); i++) {
                Atom wanted = type.get(i);
                if (wanted instanceof Symbol
                    && wanted != Symbols.UNDEFINED
                    && !Symbols.isMetaType(wanted)
                    && !(call.get(i) instanceof Grounded)) {
                  lines.add(
                      "  %s is an operation that wants a %s in argument %d, and %s is none"
                          .formatted(name, cut(wanted), i, cut(call.get(i))));
                }
              }
            });
    if (lines.size() == before) {
      lines.add("  " + name + " is an operation that takes no such arguments");
    }
  }

  private void aboutWord(Expression call, Symbol word) {
    List<Expression> rules = rules(word);
    if (!rules.isEmpty()) {
      aboutRules(call, rules);
      return;
    }
    String name = word.name();
    Optional<Expression> type = arrows(call).findFirst();
    if (Engine.create().words().contains(name)) {
      lines.add(
          "  " + name + " is a part of the language, and gives nothing else for these arguments");
    } else if (type.isPresent()) {
      lines.add(
          "  %s has the type %s and no rules, so its calls are data"
              .formatted(name, cut(type.get())));
    } else {
      List<Expression> further = rulesOf(call);
      if (!further.isEmpty()) {
        lines.add("  it is no call by itself, but what it stands for is called in");
        further.stream().limit(MOST).forEach(rule -> lines.add("  " + where(rule).strip()));
        return;
      }
      Set<String> known = new TreeSet<>(engine.words());
      rules(Explanation::hasCallAsHead).forEach(rule -> known.add(cut(innermost(left(rule)))));
      List<String> near = NearWords.of(name, known);
      lines.add(
          "  no rule has the head "
              + name
              + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
    }
  }

  private static boolean isArrow(Atom type) {
    return type instanceof Expression e && e.size() > 1 && e.get(0) == ARROW;
  }

  /** The rules whose left sides have a call as their head that begins as this one does. */
  private List<Expression> rulesOf(Expression head) {
    Atom word = innermost(head);
    return rules(left -> hasCallAsHead(left) && innermost(left).equals(word));
  }

  private static boolean hasCallAsHead(Expression left) {
    return left.get(0) instanceof Expression;
  }

  /** The head of a call, or of the call that is its head, and so on. */
  private static Atom innermost(Expression call) {
    Atom head = call;
    while (head instanceof Expression e && e.size() > 0) {
      head = e.get(0);
    }
    return head;
  }

  private List<Expression> rules(Symbol head) {
    return rules(left -> left.get(0) == head);
  }

  private List<Expression> rules(Predicate<Expression> leftSide) {
    // A pattern with parts would give its own variables to a rule whose right side is one.
    Atom rule = Variable.of("rule");
    List<Expression> rules = new ArrayList<>();
    for (Atom known : engine.space().match(rule, rule)) {
      if (known instanceof Expression e
          && e.size() == 3
          && e.get(0) == Symbols.EQUALS
          && e.get(1) instanceof Expression call
          && call.size() > 0
          && leftSide.test(call)) {
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
    if (mismatch.isEmpty() && rule.get(2) == Symbols.NOT_REDUCIBLE) {
      return "fits, and says that the call is data";
    }
    return mismatch.isEmpty()
        ? "fits; so nothing evaluated the call where it stood, or it gave NotReducible"
        : "wants %s in %s, where the call has %s"
            .formatted(
                cut(mismatch.get().wanted()),
                mismatch.get().argument() == 0
                    ? "the head"
                    : "argument " + mismatch.get().argument(),
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
