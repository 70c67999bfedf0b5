package dev.mettle.benchmarks.subject;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.tier.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A measured expression as a function that an engine evaluates on the tree-walker. */
public final class TreeWalked {

  private final Engine engine;
  private final Expression head;

  private TreeWalked(Engine engine, Expression head) {
    this.engine = engine;
    this.head = head;
  }

  /** Makes an engine that knows the function of a workload. */
  public static TreeWalked of(Workload workload) {
    Engine engine = Engine.builder().tier(Tier.TREE).build();
    String rule =
        "(= %s %s)"
            .formatted(AtomPrinter.print(workload.head()), AtomPrinter.print(workload.body()));
    run(engine, rule);
    return new TreeWalked(engine, workload.head());
  }

  private static List<Atom> run(Engine engine, String text) {
    List<Atom> results = new ArrayList<>();
    try {
      engine.run(new SourceText("benchmark", text), results::addAll);
    } catch (SyntaxException e) {
      throw new IllegalStateException(e);
    }
    return results;
  }

  /** Evaluates a call of the function. */
  public Atom call(Atom[] inputs) {
    List<Atom> call = new ArrayList<>(inputs.length + 1);
    call.add(head.head());
    call.addAll(Arrays.asList(inputs));
    List<Atom> results = run(engine, "!" + AtomPrinter.print(Expression.of(call)));
    if (results.size() != 1) {
      throw new IllegalStateException("one result expected: " + results);
    }
    return results.getFirst();
  }
}
