package dev.mettle.vm.minimal;

import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.query.RuleApplication;
import dev.mettle.vm.types.TypeChecker;

/**
 * What evaluation on one machine needs, whoever evaluates: unification, types, rules, the minimal
 * instructions. The evaluation itself is asked for by {@link Machine#evaluate}.
 */
public final class Evaluation {

  private final Machine machine;
  private final OperationContext context;
  private final Unifier unifier;
  private final TypeChecker checker;
  private final RuleApplication rules;
  private final Instructions instructions;

  /** The services of {@code machine}, whose operations use {@code context}. */
  public Evaluation(Machine machine, OperationContext context) {
    this.machine = machine;
    this.context = context;
    this.unifier = new Unifier(machine);
    this.checker = new TypeChecker(machine, unifier);
    this.rules = new RuleApplication(unifier);
    this.instructions = new Instructions(context, unifier, rules);
  }

  /** The machine. */
  public Machine machine() {
    return machine;
  }

  /** Matching and unification on the machine. */
  public Unifier unifier() {
    return unifier;
  }

  /** The type checker of the machine. */
  public TypeChecker checker() {
    return checker;
  }

  /** What operations may use. */
  public OperationContext context() {
    return context;
  }

  /** The minimal instructions. */
  public Instructions instructions() {
    return instructions;
  }

  /** Rules, applied one step at a time. */
  public RuleApplication rules() {
    return rules;
  }
}
