package dev.mettle.ir.verify;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Immediate;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.LocalImmediate;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What an instruction does with one local: an immediate of its own, or a place in a constant.
 *
 * @param local the number of the local
 * @param use what happens to it
 */
record LocalUse(int local, LocalImmediate use) {

  private static final LocalImmediate IN_TEMPLATE =
      new LocalImmediate("place", LocalImmediate.Access.READ, OperandKind.ATOM, OperandKind.ATOM);

  private static final LocalImmediate SCOPE_OF_PATTERN =
      new LocalImmediate("scope", LocalImmediate.Access.READ, OperandKind.SCOPE, OperandKind.SCOPE);

  private static final LocalImmediate BY_PATTERN =
      new LocalImmediate(
          "place", LocalImmediate.Access.SET_ON_NEXT, OperandKind.ANYTHING, OperandKind.ATOM);

  /** All uses of locals by an instruction whose immediates are in order; reads come first. */
  static List<LocalUse> of(IrFunction function, Instruction instruction) {
    List<Immediate> declared = instruction.opcode().declaredImmediates();
    List<LocalUse> uses = List.of();
    for (int i = 0; i < declared.size(); i++) {
      switch (declared.get(i)) {
        case LocalImmediate local -> {
          uses = extensible(uses);
          uses.add(new LocalUse(instruction.immediate(i), local));
        }
        case ImmediateKind kind -> {
          if (readsLocals(kind)) {
            uses = extensible(uses);
            addPlaces(kind, function.constant(instruction.immediate(i)), uses);
          }
        }
      }
    }
    return uses;
  }

  private static List<LocalUse> extensible(List<LocalUse> uses) {
    return uses.isEmpty() ? new ArrayList<>(2) : uses;
  }

  private static boolean readsLocals(ImmediateKind kind) {
    return switch (kind) {
      case TEMPLATE, CALL_TEMPLATE, PATTERN -> true;
      case LOCAL, CONSTANT, NAME, CALL_KEY, OPERATION, CASES, COUNT, SMALL, LONG -> false;
      case TARGET, TARGETS -> false;
    };
  }

  private static void addPlaces(ImmediateKind kind, Atom constant, List<LocalUse> uses) {
    if (kind != ImmediateKind.PATTERN) {
      placesIn(constant).forEach(local -> uses.add(new LocalUse(local, IN_TEMPLATE)));
      return;
    }
    List<Integer> set = setBy((Expression) constant);
    for (int local : placesIn(((Expression) constant).get(1))) {
      if (!set.contains(local)) {
        uses.add(new LocalUse(local, IN_TEMPLATE));
      }
    }
    if (((Expression) constant).size() > 2) {
      LongAtom scope = (LongAtom) ((Expression) ((Expression) constant).get(2)).get(0);
      uses.add(new LocalUse((int) scope.value(), SCOPE_OF_PATTERN));
    }
    set.forEach(local -> uses.add(new LocalUse(local, BY_PATTERN)));
  }

  /** The locals that the constant of a pattern says are set. */
  private static List<Integer> setBy(Expression pair) {
    List<Integer> locals = new ArrayList<>();
    for (Atom number : (Expression) pair.get(0)) {
      locals.add((int) ((LongAtom) number).value());
    }
    return locals;
  }

  /** The locals that have a place in a constant, in the order in which they are found. */
  static List<Integer> placesIn(Atom constant) {
    if (constant.isGround()) {
      return List.of();
    }
    List<Integer> locals = new ArrayList<>();
    ArrayDeque<Atom> parts = new ArrayDeque<>();
    parts.push(constant);
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Expression e && !e.isGround()) {
        for (int i = e.size() - 1; i >= 0; i--) {
          parts.push(e.get(i));
        }
      } else if (part instanceof Variable v && v.slot() >= 0) {
        locals.add(v.slot());
      }
    }
    return locals;
  }
}
