package dev.mettle.conformance.judge;

import dev.mettle.ir.atom.Atom;
import java.util.Map;
import java.util.Optional;

/**
 * Says what an expression evaluates to.
 *
 * @since 1.0
 */
public interface Judge {

  /** Its name, for messages. */
  String name();

  /**
   * The value of an expression whose operands are computed values, not atoms as written: types are
   * not checked any more, and an error among them becomes the result.
   *
   * @param meaning the expression over variables
   * @param values the values of the variables, by name
   * @return the value, {@code Empty} for no result; nothing if this judge does not know some
   *     operation
   */
  Optional<Atom> evaluate(Atom meaning, Map<String, Atom> values);
}
