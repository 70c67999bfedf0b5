package dev.mettle.cli.testing;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import java.util.List;

/** Results that are not as they should be, in words. */
final class FailureText {

  private FailureText() {}

  /** What is wrong with the results of {@code goal}; empty if nothing is. */
  static String of(Atom goal, List<Atom> results) {
    List<String> errors =
        results.stream().filter(Symbols::isError).map(error -> of(goal, error)).toList();
    if (!errors.isEmpty()) {
      return String.join("\n", errors);
    }
    if (!Asserts.isAssert(goal) || results.stream().allMatch(Expression.EMPTY::equals)) {
      return Asserts.isAssert(goal) && results.isEmpty() ? "The assert has no result." : "";
    }
    return "The assert was not evaluated: " + AtomPrinter.print(results.getFirst());
  }

  /**
   * An error: its message alone where it is about the goal itself, so that nothing is said twice.
   */
  private static String of(Atom goal, Atom error) {
    if (error instanceof Expression e && e.size() == 3) {
      String message =
          e.get(2) instanceof StringAtom text ? text.value().strip() : AtomPrinter.print(e.get(2));
      return e.get(1).equals(goal) ? message : message + "\nin " + AtomPrinter.print(e.get(1));
    }
    return AtomPrinter.print(error);
  }
}
