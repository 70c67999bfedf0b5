package dev.mettle.library;

import dev.mettle.frontend.read.PackedText;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;

/** What {@code help!} has to ask for besides the documentation that the program can see. */
final class DocumentationOperations {

  private static final Symbol DOC = Symbol.of("@doc");

  private DocumentationOperations() {}

  static List<Operation> all() {
    return List.of(
        new ValueOperation(
            "module-of-word",
            FunctionTypes.arrow(Symbols.ATOM, Symbols.ATOM),
            OperationDoc.of(
                "Finds the module that comes with the engine and brings a word when it is"
                    + " imported.",
                "the word",
                "the name of the module; the empty expression if there is none"),
            (call, context) ->
                call.get(1) instanceof Symbol word ? moduleOf(word) : Expression.EMPTY));
  }

  private static Atom moduleOf(Symbol word) {
    for (String name : BuiltinModules.NAMES) {
      if (BuiltinModules.named(name).filter(module -> brings(module, word)).isPresent()) {
        return Symbol.of(name);
      }
    }
    return Expression.EMPTY;
  }

  private static boolean brings(BuiltinModule module, Symbol word) {
    return module.operations().stream().anyMatch(operation -> operation.name().equals(word.name()))
        || module.source().stream()
            .flatMap(
                source -> PackedText.read(PackedLibrary.text(source), Tokenizer.empty()).stream())
            .anyMatch(
                atom ->
                    atom instanceof Expression e
                        && e.size() > 1
                        && e.get(0) == DOC
                        && e.get(1) == word);
  }
}
