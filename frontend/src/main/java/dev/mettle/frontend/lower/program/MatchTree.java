package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decision tree of a function: tells the rules apart that match a call, looking at each part of
 * the arguments at most once, after Maranget, "Compiling Pattern Matching to Good Decision Trees"
 * (2008), but with all matching rules at a leaf instead of the first one. An unbound variable where
 * a rule wants something leaves the call to unification.
 */
final class MatchTree {

  /**
   * With more rules the index of the space finds them faster than a decision tree that is built
   * anew for each change.
   */
  static final int MAX_RULES = 24;

  private static final int MAX_NODES = 160;

  /** A rule that can still match, what its variables are, and what is still to be looked at. */
  private record Row(
      int rule, Map<Variable, Integer> places, Map<Integer, Atom> open, boolean same) {

    Row copy() {
      return new Row(rule, new LinkedHashMap<>(places), new LinkedHashMap<>(open), same);
    }
  }

  /** The body of a rule that several leaves lead to, and where it finds its variables. */
  private record Shared(Label label, Map<Variable, Integer> places) {

    int placeOf(Variable variable) {
      return places.getOrDefault(variable, -1);
    }
  }

  private final ProgramFacts facts;
  private final FunctionBuilder code;
  private final CallKey key;
  private final List<RuleText> rules;
  private final Map<Integer, Demands> demands;
  private final boolean data;
  private final int arity;
  private final int[] counts;
  private final Map<Integer, Shared> shared = new HashMap<>();

  /** How many leaves a rule stands at; null while that is being counted. */
  private int @Nullable [] leaves;

  private final List<Runnable> later = new ArrayList<>();
  private final List<Runnable> bodies = new ArrayList<>();
  private boolean forks;
  private @Nullable Label general;
  private @Nullable Label none;
  private int nodes;

  MatchTree(
      ProgramFacts facts,
      FunctionBuilder code,
      CallKey key,
      List<RuleText> rules,
      Map<Integer, Demands> demands,
      boolean data) {
    this.facts = facts;
    this.code = code;
    this.key = key;
    this.rules = rules;
    this.demands = demands;
    this.data = data;
    this.arity = key.parameterCount();
    this.counts = new int[rules.size()];
  }

  void emit() {
    List<Row> rows = new ArrayList<>();
    boolean plain = rules.size() <= MAX_RULES;
    for (int i = 0; i < rules.size() && plain; i++) {
      if (!(rules.get(i).head() instanceof Expression head)
          || head.size() != arity + 1
          || head.get(0) != key.head()) {
        plain = false;
        break;
      }
      Map<Integer, Atom> open = new LinkedHashMap<>();
      for (int a = 0; a < arity; a++) {
        open.put(a, head.get(a + 1));
      }
      rows.add(new Row(i, new LinkedHashMap<>(), open, false));
    }
    if (!plain) {
      toGeneral();
      return;
    }
    MatchTree counting =
        new MatchTree(facts, FunctionBuilder.named("leaves"), key, rules, demands, data);
    counting.grow(rows);
    leaves = counting.counts;
    forks = counting.forks;
    grow(rows);
    // Last, when it is known whether some clause is an alternative of another one.
    bodies.forEach(Runnable::run);
    if (general != null) {
      code.place(general);
      toGeneral();
    }
    if (none != null) {
      code.place(none);
      code.push(key.head());
      for (int i = 0; i < arity; i++) {
        code.emit(Opcode.LOAD_LOCAL, i);
      }
      code.emit(Opcode.MAKE_EXPR, arity + 1L);
      code.emit(Opcode.MARK_EVALUATED);
      code.emit(Opcode.RETURN);
    }
  }

  private void grow(List<Row> rows) {
    tree(rows);
    for (int i = 0; i < later.size(); i++) {
      later.get(i).run();
    }
  }

  private void toGeneral() {
    // The arguments and the expected type, as all calls of the general kind need them.
    for (int i = 0; i <= arity; i++) {
      code.emit(Opcode.LOAD_LOCAL, i);
    }
    code.emit(Opcode.APPLY_RULES, code.constant(key.toAtom()), arity);
  }

  private Label general() {
    Label known = general;
    if (known == null) {
      known = code.newLabel();
      general = known;
    }
    return known;
  }

  private Label none() {
    Label known = none;
    if (known == null) {
      known = code.newLabel();
      none = known;
    }
    return known;
  }

  // ---------------------------------------------------------------- inner nodes

  private void tree(List<Row> rows) {
    nodes++;
    List<Row> looked = new ArrayList<>();
    for (Row row : rows) {
      looked.add(bindVariables(row));
    }
    int column = -1;
    for (Row row : looked) {
      for (int local : row.open().keySet()) {
        column = column < 0 ? local : Math.min(column, local);
      }
    }
    if (column < 0) {
      leaf(looked);
    } else if (nodes > MAX_NODES) {
      code.emitTo(Opcode.JUMP, List.of(general()));
    } else {
      inner(looked, column);
    }
  }

  private static Row bindVariables(Row row) {
    Map<Variable, Integer> places = new LinkedHashMap<>(row.places());
    Map<Integer, Atom> open = new LinkedHashMap<>();
    boolean same = row.same();
    for (Map.Entry<Integer, Atom> entry : row.open().entrySet()) {
      if (entry.getValue() instanceof Variable v) {
        same |= places.putIfAbsent(v, entry.getKey()) != null;
      } else {
        open.put(entry.getKey(), entry.getValue());
      }
    }
    return new Row(row.rule(), places, open, same);
  }

  private void inner(List<Row> rows, int column) {
    boolean byHead = true;
    for (Row row : rows) {
      if (row.open().get(column) instanceof Expression e && e.size() > 0) {
        byHead &= e.get(0) instanceof Symbol;
      }
    }
    Map<Atom, Atom> keys = new LinkedHashMap<>();
    for (Row row : rows) {
      Atom pattern = row.open().get(column);
      if (pattern != null) {
        keys.putIfAbsent(keyOf(pattern, byHead), pattern);
      }
    }
    List<Label> targets = new ArrayList<>();
    targets.add(general());
    List<Row> others = new ArrayList<>();
    for (Row row : rows) {
      if (!row.open().containsKey(column)) {
        others.add(row.copy());
      }
    }
    targets.add(others.isEmpty() ? none() : code.newLabel());
    keys.forEach((k, v) -> targets.add(code.newLabel()));
    code.emit(Opcode.LOAD_LOCAL, column);
    code.emitTo(
        Opcode.SWITCH, targets, code.constant(Expression.of(new ArrayList<>(keys.keySet()))));
    int next = 2;
    for (Map.Entry<Atom, Atom> entry : keys.entrySet()) {
      Label target = targets.get(next++);
      boolean head = byHead;
      later.add(
          () -> {
            code.place(target);
            select(rows, column, entry.getKey(), entry.getValue(), head);
          });
    }
    if (!others.isEmpty()) {
      later.add(
          () -> {
            code.place(targets.get(1));
            tree(others);
          });
    }
  }

  /** How a pattern is found in the table of a switch. */
  private static Atom keyOf(Atom pattern, boolean byHead) {
    if (!(pattern instanceof Expression e)) {
      return pattern;
    }
    if (e.size() == 0 || !byHead) {
      return Expression.of(LongAtom.of(e.size()));
    }
    return Expression.of(e.get(0), LongAtom.of(e.size()));
  }

  /** Goes on with the rows that fit one key of a switch. */
  private void select(List<Row> rows, int column, Atom wanted, Atom example, boolean byHead) {
    int size = example instanceof Expression e ? e.size() : 0;
    int from = byHead ? 1 : 0;
    int[] children = new int[size];
    for (int i = from; i < size; i++) {
      children[i] = code.newLocal();
      code.emit(Opcode.LOAD_LOCAL, column);
      code.emit(Opcode.LOAD_CHILD, i);
      code.emit(Opcode.STORE_LOCAL, children[i]);
    }
    List<Row> fitting = new ArrayList<>();
    for (Row row : rows) {
      Atom pattern = row.open().get(column);
      if (pattern == null) {
        fitting.add(row.copy());
      } else if (keyOf(pattern, byHead).equals(wanted)) {
        Row rest = row.copy();
        rest.open().remove(column);
        for (int i = from; i < size; i++) {
          rest.open().put(children[i], ((Expression) pattern).get(i));
        }
        fitting.add(rest);
      }
    }
    tree(fitting);
  }

  // ---------------------------------------------------------------- leaves

  private void leaf(List<Row> rows) {
    if (rows.isEmpty()) {
      code.emitTo(Opcode.JUMP, List.of(none()));
      return;
    }
    for (Row row : rows) {
      // A variable that occurs twice needs unification, which may bind something.
      if (row.same()) {
        code.emitTo(Opcode.JUMP, List.of(general()));
        return;
      }
    }
    if (rows.size() == 1) {
      clause(rows.get(0), true);
      return;
    }
    forks = true;
    List<Label> targets = new ArrayList<>();
    for (Row row : rows) {
      Label target = code.newLabel();
      targets.add(target);
      later.add(
          () -> {
            code.place(target);
            clause(row, false);
          });
    }
    code.emitTo(Opcode.FORK, targets);
  }

  /** The body of a rule, or a jump to it where several leaves have the same one. */
  private void clause(Row row, boolean unchanged) {
    int[] known = leaves;
    if (known == null) {
      counts[row.rule()]++;
    } else if (known[row.rule()] == 1) {
      body(row.rule(), row.places(), unchanged);
    } else {
      sharedClause(row);
    }
  }

  private void sharedClause(Row row) {
    Shared known = shared.get(row.rule());
    Shared clause = known;
    if (clause == null) {
      Map<Variable, Integer> own = new LinkedHashMap<>();
      row.places().forEach((v, local) -> own.put(v, code.newLocal()));
      clause = new Shared(code.newLabel(), own);
      shared.put(row.rule(), clause);
    }
    Shared target = clause;
    row.places()
        .forEach(
            (v, local) -> {
              code.emit(Opcode.LOAD_LOCAL, local);
              code.emit(Opcode.STORE_LOCAL, target.placeOf(v));
            });
    code.emitTo(Opcode.JUMP, List.of(target.label()));
    if (known == null) {
      bodies.add(
          () -> {
            code.place(target.label());
            body(row.rule(), target.places(), !forks);
          });
    }
  }

  private void body(int rule, Map<Variable, Integer> variables, boolean unchanged) {
    RuleText text = rules.get(rule);
    Places places = new Places(code);
    variables.forEach(places::put);
    code.line(text.line());
    BodyCode body =
        new BodyCode(facts, code, demands.computeIfAbsent(rule, r -> new Demands()), places);
    body.live().unchanged = unchanged;
    new ClauseLowering(body, text, arity).lower(data);
  }
}
