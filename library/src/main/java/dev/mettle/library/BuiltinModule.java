package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module that comes with the engine and that a program imports by name.
 *
 * @param name the name
 * @param operations its grounded operations, which become words of the importing program
 * @param tokens other words with their values
 * @param source the resource of this package with its rules and types, if it has any
 */
public record BuiltinModule(
    String name, List<Operation> operations, Map<String, Atom> tokens, Optional<String> source) {

  /** Copies the collections. */
  public BuiltinModule {
    operations = List.copyOf(operations);
    tokens = Map.copyOf(tokens);
  }
}
