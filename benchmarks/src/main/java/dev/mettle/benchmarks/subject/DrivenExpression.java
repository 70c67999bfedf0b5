package dev.mettle.benchmarks.subject;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.tier.TierOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A measured expression as a function of a program, and a loop of that program that calls it with
 * one tuple of inputs after the other. So it runs as functions of programs do, on whatever tier.
 */
public final class DrivenExpression {

  /** How many tuples there are. */
  public static final int TURNS = 1_000;

  private static final Symbol END = Symbol.of("End");
  private static final Symbol TUPLE = Symbol.of("T");

  private final Workload workload;
  private final Atom[][] tuples;
  private final Engine engine;
  private final Map<Integer, Atom> rows = new HashMap<>();
  private List<Atom> rules = List.of();
  private Symbol function = END;
  private Symbol loop = END;
  private int serial;

  private DrivenExpression(Workload workload, Engine engine) {
    this.workload = workload;
    this.tuples = workload.tuples();
    this.engine = engine;
  }

  /** The expression in an engine of its own. */
  public static DrivenExpression on(Workload workload, TierOptions options) {
    DrivenExpression driven =
        new DrivenExpression(workload, Engine.builder().tierOptions(options).build());
    driven.renew();
    return driven;
  }

  /** Puts a function of another name in the place of the one before, with a loop of its own. */
  public void renew() {
    rules.forEach(rule -> engine.space().remove(rule));
    serial++;
    function = Symbol.of("measured" + serial);
    loop = Symbol.of("loop" + serial);
    List<Atom> added = new ArrayList<>();
    StringBuilder variables = new StringBuilder();
    for (String input : workload.inputNames()) {
      variables.append(' ').append('$').append(input);
    }
    added.add(
        engine.parse(
            "(= (%s%s) %s)".formatted(function, variables, AtomPrinter.print(workload.body()))));
    added.add(engine.parse("(: %s (-> Atom %%Undefined%% %%Undefined%%))".formatted(loop)));
    added.add(engine.parse("(= (%s End $last) $last)".formatted(loop)));
    added.add(
        engine.parse(
            "(= (%s (T%s $rest) $last) (%s $rest (%s%s)))"
                .formatted(loop, variables, loop, function, variables)));
    added.forEach(rule -> engine.space().add(rule));
    rules = added;
  }

  /** Whether a backend has compiled the function, which was called; it may be too long for that. */
  public boolean isCompiled() {
    return engine.statistics().functions().stream()
        .anyMatch(f -> f.name().startsWith(function.name()) && f.state().startsWith("compiled"));
  }

  /** Calls the function with the inputs of the first tuple. */
  public Atom once() {
    List<Atom> call = new ArrayList<>(List.of(tuples[0]));
    call.addFirst(function);
    return only(Expression.of(call));
  }

  /** Calls the function with so many tuples; gives the last value. */
  public Atom turns(int count) {
    Atom row = rows.computeIfAbsent(count, this::row);
    return only(Expression.of(loop, row, END));
  }

  /** Calls the function with all tuples; gives the last value. */
  public Atom turns() {
    return turns(TURNS);
  }

  private Atom row(int count) {
    Atom row = END;
    for (int i = count - 1; i >= 0; i--) {
      List<Atom> turn = new ArrayList<>(List.of(tuples[i]));
      turn.addFirst(TUPLE);
      turn.add(row);
      row = Expression.of(turn);
    }
    return row;
  }

  private Atom only(Expression call) {
    List<Atom> results = engine.evaluate(call).atoms();
    if (results.size() != 1) {
      throw new IllegalStateException("one result expected of " + call.head() + ": " + results);
    }
    return results.getFirst();
  }
}
