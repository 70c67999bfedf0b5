package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.operation.Alternatives;
import dev.mettle.vm.operation.ControlOperation;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.query.RuleApplication;
import dev.mettle.vm.types.TypeChecker;
import java.util.ArrayList;
import java.util.List;

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
    this.instructions = new Instructions(this);
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

  /**
   * One step of an operation outside of the evaluator; results go to {@code k} as they are, but a
   * {@code (function ..)} is run.
   */
  public void executeOnce(Machine m, Operation op, Expression e, Frame k) {
    switch (op) {
      case ValueOperation v -> {
        Atom result = v.apply(e, context);
        if (result instanceof Alternatives several && !several.results().isEmpty()) {
          returnAll(m, several.results(), new OperationFrame(instructions(), e, m.depth(), k));
        } else if (result instanceof Alternatives) {
          m.returnValue(Symbols.EMPTY, k);
        } else if (Instructions.isFunction(result)) {
          instructions().function(m, (Expression) result, e, k);
        } else {
          m.returnValue(result, k);
        }
      }
      case ControlOperation c ->
          c.execute(m, e, new OperationFrame(instructions(), e, m.depth(), k));
      default -> m.returnValue(Symbols.NOT_REDUCIBLE, k);
    }
  }

  /** Hands over errors that what runs now has made, one alternative each. */
  public static void returnErrors(Machine m, List<Atom> errors, Frame k) {
    List<Atom> placed = new ArrayList<>(errors.size());
    for (Atom error : errors) {
      placed.add(ErrorOrigin.made(error, m));
    }
    returnAll(m, placed, k);
  }

  /** Hands over several values, one alternative each; fails if there is none. */
  public static void returnAll(Machine m, List<Atom> values, Frame k) {
    if (values.isEmpty()) {
      m.fail();
      return;
    }
    if (values.size() > 1) {
      m.pushChoice(new ValueChoice(values.toArray(new Atom[0]), 1, k));
    }
    m.returnValue(values.get(0), k);
  }
}
