package dev.mettle.conformance.kit;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.text.FunctionParser;
import dev.mettle.ir.text.TextFormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Atoms in the text form of the IR, as they stand in a constant pool.
 *
 * @since 1.0
 */
public final class AtomText {

  private AtomText() {}

  /**
   * Reads atoms.
   *
   * @param grounded the operation or space that a word stands for
   */
  public static List<Atom> parsed(String text, Function<String, Optional<GroundedValue>> grounded) {
    String function = "function \"atoms\" () -> unit const 0 (" + text + ") { push_unit return }";
    try {
      return ((Expression)
              FunctionParser.parseAll(function, text, grounded).getFirst().function().constant(0))
          .children();
    } catch (TextFormatException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
