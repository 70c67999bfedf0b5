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
    run(engine, workload.program());
    return new TreeWalked(engine, workload.head());
  }

  private static List<Atom> run(Engine engine, SourceText text) {
    List<Atom> results = new ArrayList<>();
    try {
      engine.run(text, results::addAll);
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
    String text = "!" + AtomPrinter.print(Expression.of(call));
    List<Atom> results = run(engine, new SourceText("benchmark", text));
    if (results.size() != 1) {
      throw new IllegalStateException("one result expected: " + results);
    }
    return results.getFirst();
  }
}
