package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The module {@code json}: atoms as JSON text and back. Lists are expressions, objects are spaces
 * of pairs {@code ("key" value)}; a symbol is a string that begins with {@code sym!:}, a variable
 * one that begins with {@code var!:}.
 */
final class JsonModule {

  private JsonModule() {}

  static BuiltinModule create() {
    return new BuiltinModule("json", operations(), Map.of(), Optional.of("json.metta"));
  }

  private static List<Operation> operations() {
    return List.of(
        new ValueOperation(
            "json-encode",
            FunctionTypes.arrow(Symbols.ATOM, Symbols.STRING),
            OperationDoc.of(
                "Writes an atom, which is not evaluated, as JSON.", "an atom", "the text"),
            (call, context) -> encode(call)),
        new ValueOperation(
            "json-decode",
            FunctionTypes.arrow(Symbols.STRING, Symbols.ATOM),
            OperationDoc.of("Reads JSON.", "the text", "the atom that it describes"),
            (call, context) -> decode(call, context)));
  }

  private static Atom encode(Expression call) {
    try {
      return StringAtom.of(JsonEncoder.encode(call.get(1)));
    } catch (JsonException e) {
      return Errors.of(call, e.text());
    }
  }

  private static Atom decode(Expression call, OperationContext context) {
    if (!(call.get(1) instanceof StringAtom text)) {
      return Errors.of(call, "json-decode expects string to decode as input");
    }
    try {
      return JsonDecoder.decode(text.value(), context);
    } catch (JsonException e) {
      return Errors.of(call, "Failed to decode string. Reason: " + e.text());
    }
  }
}
