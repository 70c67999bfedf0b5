package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the rules that match: called once for each of them, in their order, when the
 * machine comes to it; or once if there is none. Both methods set up the machine's next step.
 */
public interface RuleTarget {

  /**
   * Goes on with {@code rule}, whose bindings are made.
   *
   * @param slots the values of the rule's slots; null where only the body mentions the variable.
   *     The array belongs to the target.
   */
  void take(Machine m, Rule rule, @Nullable Atom[] slots);

  /** No rule matches. */
  void none(Machine m);
}
