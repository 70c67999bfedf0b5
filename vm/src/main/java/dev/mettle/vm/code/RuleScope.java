package dev.mettle.vm.code;

import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The variables of a rule that was applied once, as far as alternatives that have parted since need
 * them: all copies of the frame refer to this, so that each finds the same variables.
 */
final class RuleScope {

  private record Member(int local, Variable variable) {}

  private final long serial;
  private final List<Member> members = new ArrayList<>(2);

  /**
   * @param serial the serial that the next variable had when the rule was applied
   */
  RuleScope(long serial) {
    this.serial = serial;
  }

  /** The variable whose value belongs into a local of the frame. */
  Variable variable(int local, String name) {
    for (Member member : members) {
      if (member.local() == local) {
        return member.variable();
      }
    }
    Variable made = Variable.freshAsOf(serial, name);
    members.add(new Member(local, made));
    return made;
  }

  /** Whether a variable was made after the rule was applied. */
  boolean isYounger(Variable other) {
    return other.serial() >= serial;
  }
}
