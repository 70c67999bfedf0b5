package dev.mettle.conformance.kit;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.text.FunctionPrinter;
import dev.mettle.ir.verify.VerifiedFunction;
import java.util.List;

/**
 * One call of one function, and what it has to give.
 *
 * @param label what is special about it
 * @param function the function
 * @param arguments the arguments
 * @param expected the right answers, in order
 * @param meaning what the function means, over variables named like its parameters; empty if that
 *     is not said
 * @since 1.0
 */
public record Trial(
    String label,
    VerifiedFunction function,
    List<Atom> arguments,
    List<Atom> expected,
    String meaning) {

  private static final int MAX_CODE = 1_000;

  /** Copies the lists. */
  public Trial {
    arguments = List.copyOf(arguments);
    expected = List.copyOf(expected);
  }

  /** A call with one answer. */
  public Trial(String label, VerifiedFunction function, List<Atom> arguments, Atom expected) {
    this(label, function, arguments, List.of(expected), "");
  }

  /** The one right answer. */
  public Atom onlyAnswer() {
    if (expected.size() != 1) {
      throw new IllegalStateException(label + " has " + expected.size() + " answers");
    }
    return expected.getFirst();
  }

  /** The right answers as a message shows them. */
  String shownExpected() {
    return expected.size() == 1 ? expected.getFirst().toString() : expected.toString();
  }

  /** The call as a message shows it. */
  String call() {
    StringBuilder out = new StringBuilder("(").append(function.function().name());
    arguments.forEach(argument -> out.append(' ').append(argument));
    return out.append(')').toString();
  }

  /** The function's text, cut where it is long. */
  String code() {
    String text = FunctionPrinter.print(function.function());
    return text.length() <= MAX_CODE ? text : text.substring(0, MAX_CODE) + "...\n";
  }
}
