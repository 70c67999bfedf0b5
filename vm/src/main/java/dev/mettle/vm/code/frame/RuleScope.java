package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a rule that was applied once, as far as alternatives that have parted since need
 * them: all copies of the frame refer to this, so that each finds the same variables.
 */
public final class RuleScope {

  private record Member(int order, Variable variable) {}

  private final long serial;
  private List<Member> members = List.of();
  private Map<Integer, RuleScope> children = Map.of();

  /**
   * @param serial the serial of the scope, which began when the rule was applied
   */
  public RuleScope(long serial) {
    this.serial = serial;
  }

  /** One of the variables, by its place among those of the rule. */
  public Variable variable(int order, String name) {
    for (Member member : members) {
      if (member.order() == order) {
        return member.variable();
      }
    }
    Variable made = Variable.freshIn(serial, name);
    if (members.isEmpty()) {
      members = new ArrayList<>(2);
    }
    members.add(new Member(order, made));
    return made;
  }

  /** The scope of a template for one child of a list, by the child's index. */
  public RuleScope child(int index) {
    if (children.isEmpty()) {
      children = new HashMap<>(2);
    }
    return children.computeIfAbsent(index, i -> new RuleScope(serial));
  }
}
