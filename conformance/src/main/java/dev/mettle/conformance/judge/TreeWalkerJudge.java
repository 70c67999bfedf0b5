package dev.mettle.conformance.judge;

import dev.mettle.engine.OperationOracle;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine's tree-walker, asked for one call after the other, operands first. Safe for several
 * threads.
 *
 * @since 1.0
 */
public final class TreeWalkerJudge implements Judge {

  /** An expression whose operands are being evaluated. */
  private record Open(Expression call, List<Atom> values) {}

  private static final class Holder {
    static final TreeWalkerJudge SHARED = new TreeWalkerJudge();
  }

  private final OperationOracle oracle = new OperationOracle();

  private TreeWalkerJudge() {}

  /** The judge, with its engine; made when it is first asked for. */
  public static TreeWalkerJudge shared() {
    return Holder.SHARED;
  }

  @Override
  public String name() {
    return "the tree-walker";
  }

  @Override
  public Optional<Atom> evaluate(Atom meaning, Map<String, Atom> values) {
    Deque<Open> open = new ArrayDeque<>();
    Atom next = meaning;
    while (true) {
      @Nullable Atom value = null;
      if (next instanceof Variable variable) {
        value = values.getOrDefault(variable.name(), variable);
      } else if (next instanceof Expression call && call.size() > 0) {
        if (!oracle.knows(call.head().toString())) {
          return Optional.empty();
        }
        open.push(new Open(call, new ArrayList<>()));
      } else {
        value = next;
      }
      while (true) {
        Open top = open.peek();
        if (top == null) {
          return Optional.ofNullable(value);
        }
        if (value != null) {
          top.values().add(value);
        }
        int done = top.values().size();
        if (done < top.call().size() - 1) {
          next = top.call().get(done + 1);
          break;
        }
        open.pop();
        value = apply(top.call().head().toString(), top.values());
      }
    }
  }

  private Atom apply(String operation, List<Atom> operands) {
    List<Atom> results = oracle.apply(operation, operands);
    if (results.size() > 1) {
      throw new IllegalStateException(operation + " is no value operation: it gives " + results);
    }
    return results.isEmpty() ? Symbols.EMPTY : results.getFirst();
  }
}
