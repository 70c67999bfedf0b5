package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code command-line}: what the program was told by those who started it. */
final class CommandLineModule {

  private CommandLineModule() {}

  static BuiltinModule create() {
    return new BuiltinModule(
        "command-line",
        List.of(
            new ValueOperation(
                "command-line-arguments",
                FunctionTypes.arrow(Symbols.EXPRESSION),
                OperationDoc.of(
                    "Gives what the program was started with: on the command line what stands"
                        + " behind --.",
                    "an expression of strings"),
                (call, context) -> arguments(context))),
        Map.of(),
        Optional.empty());
  }

  private static Atom arguments(OperationContext context) {
    return Expression.of(context.arguments().stream().<Atom>map(StringAtom::of).toList());
  }
}
