package dev.mettle.library;

import java.util.List;
import java.util.Optional;

/** The modules that come with the engine. */
public final class BuiltinModules {

  /** The names of all of them. */
  public static final List<String> NAMES =
      List.of("random", "fileio", "json", "command-line", "catalog", "explain", "skel");

  private BuiltinModules() {}

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
