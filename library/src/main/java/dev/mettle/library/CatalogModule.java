package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The module {@code catalog}: what is known of modules that can be fetched. This engine fetches
 * modules by their address alone and keeps no catalogs, so the list of all is empty.
 */
final class CatalogModule {

  private static final Symbol ALL = Symbol.of("all");

  private CatalogModule() {}

  static BuiltinModule create() {
    return new BuiltinModule(
        "catalog",
        List.of(
            operation("catalog-list!", "list all available", "Lists what a catalog holds."),
            operation("catalog-update!", "update all", "Brings a catalog up to date."),
            operation("catalog-clear!", "clear all", "Forgets what a catalog has fetched.")),
        Map.of(),
        Optional.empty());
  }

  private static Operation operation(String name, String all, String description) {
    return new ValueOperation(
        name,
        FunctionTypes.arrow(Symbols.SYMBOL, FunctionTypes.UNIT),
        OperationDoc.of(description, "the name of a catalog, or all", "the unit value"),
        (call, context) -> apply(call, name, all));
  }

  private static Atom apply(Expression call, String name, String all) {
    if (!(call.get(1) instanceof Symbol catalog)) {
      return Errors.of(call, name + " expects a catalog name, or \"all\" to " + all);
    }
    return catalog == ALL
        ? Expression.EMPTY
        : Errors.of(call, "no catalog(s) identified by \"" + catalog.name() + "\"");
  }
}
