package dev.mettle.frontend.lower;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.CallKey;
import java.util.List;
import java.util.Optional;

/**
 * What lowering has to know about the view that a program runs in. Lowering records each answer
 * that it made use of as an {@link dev.mettle.ir.function.Assumption} of the function; whoever runs
 * the function drops it when one of them no longer holds.
 */
public interface LoweringEnvironment {

  /**
   * What a head means, if it is a pure operation of the library whose meaning no program has
   * changed. The head is an atom of the program: an operation's own atom, or a symbol.
   */
  Optional<OperationMeaning> meaningOf(Atom head);

  /** All rules that calls with this key can reach, rules with a variable head included. */
  List<RuleText> rulesOf(CallKey key);
}
