package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.io.PrintStream;
import java.util.List;

/** Operations that print. Lines end with a line feed on every platform. */
public final class OutputOperations {

  /** So many characters are printed as a whole. */
  private static final int PIECE = 1 << 16;

  private OutputOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        new ValueOperation(
            "println!",
            FunctionTypes.arrow(Symbols.UNDEFINED, FunctionTypes.UNIT),
            OperationDoc.of(
                "Prints an atom and a line feed; a string without its quotes.",
                "what to print",
                "the unit value"),
            (call, context) -> {
              line(context.out(), AtomPrinter.printRaw(call.get(1)));
              return Expression.EMPTY;
            }),
        new ValueOperation(
            "trace!",
            FunctionTypes.arrow(Symbols.UNDEFINED, Symbols.ATOM, Symbols.UNDEFINED),
            OperationDoc.of(
                "Prints an atom to the error output and goes on with another.",
                "what to print",
                "what to go on with",
                "the second argument"),
            (call, context) -> {
              line(context.err(), call.get(1).toString());
              return call.get(2);
            }),
        new ValueOperation(
            "print-alternatives!",
            FunctionTypes.arrow(Symbols.ATOM, Symbols.EXPRESSION, FunctionTypes.UNIT),
            OperationDoc.of(
                "Prints how many alternatives something has, and each on a line of its own.",
                "what the alternatives are of",
                "an expression of the alternatives, which are not evaluated",
                "the unit value"),
            OutputOperations::printAlternatives));
  }

  private static Atom printAlternatives(Expression call, OperationContext context) {
    if (!(call.get(2) instanceof Expression alternatives)) {
      return Errors.of(call, ExpressionOperations.NO_EXPRESSION);
    }
    String name = AtomPrinter.printRaw(call.get(1));
    line(context.out(), alternatives.size() + " " + name + ":");
    for (Atom alternative : alternatives) {
      Interruption.check();
      line(context.out(), "    " + AtomPrinter.printRaw(alternative));
    }
    return Expression.EMPTY;
  }

  /** Prints a line: a short one at once, a long one in pieces, between which the run may end. */
  private static void line(PrintStream stream, String text) {
    int from = 0;
    while (text.length() - from > PIECE) {
      int to = from + PIECE;
      to -= Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
      Interruption.check();
      stream.print(text.substring(from, to));
      from = to;
    }
    stream.print(text.substring(from) + "\n");
    stream.flush();
  }
}
