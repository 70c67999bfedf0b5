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

  /** The names of all of them. */
  public static final List<String> NAMES =
      List.of("random", "fileio", "json", "command-line", "catalog", "explain", "skel");

  /** Copies the collections. */
  public BuiltinModule {
    operations = List.copyOf(operations);
    tokens = Map.copyOf(tokens);
  }

  /** Makes the module of this name, if there is one. Nothing of the others is loaded. */
  public static Optional<BuiltinModule> named(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    return switch (name) {
      case "random" -> Optional.of(RandomModule.create());
      case "fileio" -> Optional.of(FileioModule.create());
      case "json" -> Optional.of(JsonModule.create());
      case "command-line" -> Optional.of(CommandLineModule.create());
      case "catalog" -> Optional.of(CatalogModule.create());
      case "explain" -> Optional.of(ExplainModule.create());
      case "skel" -> Optional.of(SkelModule.create());
      default -> throw new IllegalStateException("a name without a module: " + name);
    };
  }
}
