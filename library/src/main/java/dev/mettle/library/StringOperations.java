package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Operations on strings. */
public final class StringOperations {

  private StringOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        new ValueOperation(
            "format-args",
            FunctionTypes.arrow(Symbols.STRING, Symbols.EXPRESSION, Symbols.STRING),
            OperationDoc.of(
                "Puts atoms in the places of a text that are marked by {}.",
                "a text with a {} for each atom",
                "an expression of the atoms, which are not evaluated",
                "the text"),
            (call, context) -> format(call)),
        new ValueOperation(
            "sort-strings",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.EXPRESSION),
            OperationDoc.of(
                "Sorts strings by their bytes.", "an expression of strings", "the same, in order"),
            (call, context) -> sort(call)));
  }

  private static Atom format(Expression call) {
    if (!(call.get(1) instanceof StringAtom text)) {
      return Errors.of(
          call,
          "format-args expects format string as a first argument and expression as a second"
              + " argument");
    }
    return call.get(2) instanceof Expression arguments
        ? StringAtom.of(format(text.value(), arguments))
        : Errors.of(call, ExpressionOperations.NO_EXPRESSION);
  }

  /** A brace makes the next character plain, unless the two are {@code {}}. */
  private static String format(String text, Expression arguments) {
    StringBuilder out = new StringBuilder(text.length());
    int next = 0;
    for (int i = 0; i < text.length(); i++) {
      Interruption.check(i);
      char c = text.charAt(i);
      if (c != '{' && c != '}') {
        out.append(c);
        continue;
      }
      if (++i == text.length()) {
        break;
      }
      if (c == '{' && text.charAt(i) == '}') {
        if (next < arguments.size()) {
          append(arguments.get(next++), out);
        }
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static void append(Atom argument, StringBuilder out) {
    String text = AtomPrinter.printRaw(argument);
    Interruption.checkBefore(text.length());
    out.append(text);
  }

  private static Atom sort(Expression call) {
    if (!(call.get(1) instanceof Expression e)) {
      return noStrings(call);
    }
    Interruption.checkBefore(e.size());
    Atom[] strings = e.toArray();
    for (Atom child : strings) {
      if (!(child instanceof StringAtom)) {
        return noStrings(call);
      }
    }
    Arrays.sort(strings, Comparator.comparing(StringOperations::bytes, Arrays::compareUnsigned));
    return Expression.owning(strings);
  }

  private static Atom noStrings(Expression call) {
    return Errors.of(call, "sort-strings expects expression with strings as a first argument");
  }

  private static byte[] bytes(Atom string) {
    Interruption.check();
    return ((StringAtom) string).value().getBytes(StandardCharsets.UTF_8);
  }
}
