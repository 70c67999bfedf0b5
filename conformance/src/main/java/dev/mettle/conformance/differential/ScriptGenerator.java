package dev.mettle.conformance.differential;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Makes whole programs from seeds, by the weighted grammar beside this class. Functions call only
 * functions that were made before them, or themselves with a smaller argument, so that nearly every
 * program ends.
 *
 * @since 1.0
 */
public final class ScriptGenerator {

  private static final ScriptGrammar GRAMMAR = ScriptGrammar.load();
  private static final Symbol MAYBE = Symbol.of("maybe");
  private static final Symbol EVALUATED = Symbol.of("!");
  private static final Symbol FUNCTION_NAME = Symbol.of("f");
  private static final List<Symbol> QUERIED =
      List.of(Symbol.of("<any>"), Symbol.of("<any>"), Symbol.of("<number>"), Symbol.of("<bool>"));
  private static final int CALL_WEIGHT = 8;

  /** Stands for a call of any function of the program. */
  private static final Symbol CALL = Symbol.of("<call>");

  private record Function(Symbol name, List<Symbol> parameters, Symbol result) {}

  private final Random random;
  private final Set<Feature> allowed;
  private final List<Function> functions = new ArrayList<>();
  private final List<Script.Form> forms = new ArrayList<>();

  /** The variables of the form that is being made, with their sorts. */
  private final Map<String, Symbol> scope = new LinkedHashMap<>();

  private ScriptGenerator(long seed, Set<Feature> allowed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.allowed = allowed;
  }

  /**
   * The program of a seed; the same one each time. It has several results or effects, not both,
   * because when alternatives have their effects is not the same everywhere.
   */
  public static Script generate(long seed) {
    Set<Feature> features = EnumSet.of(Feature.PLAIN);
    switch ((int) Math.floorMod(seed, 8L)) {
      case 0, 1 -> features.add(Feature.CHOICE);
      case 2 -> features.addAll(EnumSet.of(Feature.CHOICE, Feature.OPEN));
      case 3 -> features.add(Feature.EFFECT);
      case 4 -> features.addAll(EnumSet.of(Feature.EFFECT, Feature.WRONG));
      case 5 -> features.add(Feature.OPEN);
      case 6 -> features.add(Feature.WRONG);
      default -> features.addAll(EnumSet.of(Feature.CHOICE, Feature.OPEN, Feature.WRONG));
    }
    return new ScriptGenerator(seed, features).script("seed " + seed);
  }

  /** The program of a seed that may have everything in any combination. */
  public static Script generateAnything(long seed) {
    return new ScriptGenerator(seed, EnumSet.allOf(Feature.class)).script("mixed seed " + seed);
  }

  private Script script(String name) {
    if (allowed.contains(Feature.EFFECT)) {
      forms.add(evaluated("bind!", Symbol.of("&sp"), Expression.of(Symbol.of("new-space"))));
      forms.add(
          evaluated(
              "bind!", Symbol.of("&st"), Expression.of(Symbol.of("new-state"), literalZero())));
      // What it holds has no type.
      forms.add(
          evaluated(
              "bind!",
              Symbol.of("&su"),
              Expression.of(Symbol.of("new-state"), Symbol.of("untyped"))));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      addForms(pick(GRAMMAR.forms(allowed), ScriptGrammar.Entry::weight).template(), Map.of());
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      addFunction();
    }
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        addForms(pick(GRAMMAR.forms(allowed), ScriptGrammar.Entry::weight).template(), Map.of());
      } else {
        scope.clear();
        Symbol sort = QUERIED.get(random.nextInt(QUERIED.size()));
        forms.add(new Script.Form(true, atom(sort, 1 + random.nextInt(4))));
      }
    }
    return new Script(name, forms);
  }

  private static Script.Form evaluated(String head, Atom... arguments) {
    List<Atom> call = new ArrayList<>(List.of(Symbol.of(head)));
    call.addAll(List.of(arguments));
    return new Script.Form(true, Expression.of(call));
  }

  private static Atom literalZero() {
    return LongAtom.of(0);
  }

  private void addFunction() {
    ScriptGrammar.Definition definition =
        pick(GRAMMAR.definitions(allowed), d -> d.entry().weight());
    Symbol name = Symbol.of("f" + functions.size());
    addForms(definition.entry().template(), Map.of(FUNCTION_NAME, name));
    functions.add(new Function(name, definition.parameters(), definition.result()));
  }

  private void addForms(Atom list, Map<Symbol, Symbol> names) {
    for (Atom template : (Expression) list) {
      scope.clear();
      Atom form = template;
      if (isCallOf(form, MAYBE)) {
        if (random.nextBoolean()) {
          continue;
        }
        form = ((Expression) form).get(1);
      }
      boolean evaluated = isCallOf(form, EVALUATED);
      if (evaluated) {
        form = ((Expression) form).get(1);
      }
      forms.add(new Script.Form(evaluated, expand(form, names, 1 + random.nextInt(4))));
    }
  }

  private static boolean isCallOf(Atom atom, Symbol head) {
    return atom instanceof Expression e && e.size() > 0 && e.get(0) == head;
  }

  /** An atom of a sort; an entry of the grammar, a variable in scope, or a call. */
  private Atom atom(Symbol sort, int depth) {
    if (sort == CALL && !functions.isEmpty()) {
      return call(functions.get(random.nextInt(functions.size())), Math.max(1, depth));
    }
    List<String> fitting =
        scope.entrySet().stream()
            .filter(entry -> entry.getValue() == sort)
            .map(Map.Entry::getKey)
            .toList();
    if (!fitting.isEmpty() && random.nextInt(3) == 0) {
      return Variable.of(fitting.get(random.nextInt(fitting.size())));
    }
    List<ScriptGrammar.Entry> entries = GRAMMAR.atoms(sort, allowed);
    if (depth <= 0) {
      List<ScriptGrammar.Entry> leaves =
          entries.stream().filter(ScriptGrammar.Entry::isLeaf).toList();
      // A sort without leaves is one step away from one that has them.
      return expand(
          pick(leaves.isEmpty() ? entries : leaves, ScriptGrammar.Entry::weight).template(),
          Map.of(),
          depth - 1);
    }
    List<Function> callable = functions.stream().filter(f -> f.result() == sort).toList();
    int total = entries.stream().mapToInt(ScriptGrammar.Entry::weight).sum();
    if (!callable.isEmpty() && random.nextInt(total + CALL_WEIGHT * callable.size()) >= total) {
      return call(callable.get(random.nextInt(callable.size())), depth);
    }
    return expand(pick(entries, ScriptGrammar.Entry::weight).template(), Map.of(), depth - 1);
  }

  private Atom call(Function function, int depth) {
    List<Atom> call = new ArrayList<>();
    call.add(function.name());
    for (Symbol sort : function.parameters()) {
      boolean open = allowed.contains(Feature.OPEN) && random.nextInt(8) == 0;
      call.add(open ? Variable.of("v" + random.nextInt(scope.size() + 1)) : atom(sort, depth - 1));
    }
    return Expression.of(call);
  }

  /** Fills in a template; its variables get names of their own and come into scope at once. */
  private Atom expand(Atom template, Map<Symbol, Symbol> names, int depth) {
    Map<String, String> variables = new HashMap<>();
    declare(template, variables);
    return fill(template, names, variables, depth);
  }

  private void declare(Atom template, Map<String, String> variables) {
    switch (template) {
      case Variable v -> {
        if (!variables.containsKey(v.name())) {
          // Now and then a name that is in use already: scope is the whole form.
          String own =
              "v" + (random.nextInt(6) == 0 ? random.nextInt(scope.size() + 1) : scope.size());
          int dash = v.name().indexOf('-');
          String sort = dash < 0 ? v.name() : v.name().substring(0, dash);
          variables.put(v.name(), own);
          scope.putIfAbsent(own, Symbol.of("<" + sort + ">"));
        }
      }
      case Expression e -> e.forEach(child -> declare(child, variables));
      default -> {}
    }
  }

  private Atom fill(
      Atom template, Map<Symbol, Symbol> names, Map<String, String> variables, int depth) {
    return switch (template) {
      case Variable v -> Variable.of(variables.getOrDefault(v.name(), v.name()));
      case Symbol s -> ScriptGrammar.isSort(s) ? atom(s, depth) : names.getOrDefault(s, s);
      case Expression e -> {
        List<Atom> children = new ArrayList<>();
        e.forEach(child -> children.add(fill(child, names, variables, depth)));
        yield Expression.of(children);
      }
      default -> template;
    };
  }

  private <T> T pick(List<T> choices, ToIntFunction<T> weight) {
    int left = random.nextInt(choices.stream().mapToInt(weight).sum());
    for (T choice : choices) {
      left -= weight.applyAsInt(choice);
      if (left < 0) {
        return choice;
      }
    }
    throw new AssertionError("the weights do not add up");
  }
}
