package dev.mettle.engine;

import dev.mettle.engine.module.ModulePath;
import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.engine.runtime.Output;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.library.ExtensionOperations;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what operations of the library give, by having the tree-walker evaluate calls of them; for
 * judging other tiers. Safe for several threads, which wait for each other.
 */
public final class OperationOracle {

  private final EngineRuntime runtime;
  private final Map<String, Optional<Operation>> operations = new HashMap<>();
  private final List<Expression> places = new ArrayList<>();
  private List<Atom> computed = List.of();

  /** An oracle with an engine of its own. */
  public OperationOracle() {
    this.runtime =
        new EngineRuntime(
            new Output(System.out, System.err),
            FileAccess.nothing(),
            ModulePath.ofProcess(),
            TierOptions.DEFAULT.withTier(Tier.TREE));
  }

  /** Whether there is an operation of this name. */
  public synchronized boolean knows(String name) {
    return operation(name).isPresent();
  }

  /**
   * The results of a call with operands that were computed before: neither are they evaluated again
   * nor are their types checked, and an error among them becomes the result, as does no result at
   * all, which is {@code Empty}.
   *
   * @throws IllegalArgumentException if there is no operation of this name
   */
  public synchronized List<Atom> apply(String name, List<Atom> operands) {
    Operation operation =
        operation(name)
            .orElseThrow(() -> new IllegalArgumentException("no operation is called " + name));
    Atom[] call = new Atom[operands.size() + 1];
    call[0] = operation;
    for (int i = 0; i < operands.size(); i++) {
      call[i + 1] = place(i);
    }
    computed = List.copyOf(operands);
    List<Atom> results = new ArrayList<>();
    runtime.evaluate(
        runtime.modules().current(), Expression.owning(call), Limits.none(), results::add);
    return results;
  }

  /**
   * A call whose value is the operand at a place. Its type is {@code Atom}, so that it fits every
   * formal type and its value is not evaluated any further. There is one for each place, since an
   * engine keeps what it knows of an operation.
   */
  private Expression place(int index) {
    for (int i = places.size(); i <= index; i++) {
      int at = i;
      places.add(
          Expression.of(
              new ValueOperation(
                  "operand",
                  Expression.of(Symbols.ARROW, Symbols.ATOM),
                  (call, context) -> computed.get(at))));
    }
    return places.get(index);
  }

  private Optional<Operation> operation(String name) {
    return operations.computeIfAbsent(name, this::find);
  }

  private Optional<Operation> find(String name) {
    try {
      AtomReader reader =
          new AtomReader(
              new SourceText("operation", name), runtime.modules().current().tokenizer());
      if (reader.read().orElse(Symbols.EMPTY) instanceof Operation operation) {
        return Optional.of(operation);
      }
    } catch (SyntaxException e) {
      return Optional.empty();
    }
    return ExtensionOperations.all().stream()
        .filter(extension -> extension.name().equals(name))
        .findFirst();
  }
}
