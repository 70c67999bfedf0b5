package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check of a call before its arguments are evaluated, and the cast of values. In this checker
 * {@code %Undefined%} and {@code Atom} accept everything on the top level of a type only; the types
 * of the arguments themselves come from {@link TypeInference}, which has rules of its own.
 */
public final class TypeChecker {

  private final Machine machine;
  private final Unifier unifier;
  private final TypeInference inference;

  /** A checker that binds type variables in {@code machine}. */
  public TypeChecker(Machine machine, Unifier unifier) {
    this.machine = machine;
    this.unifier = unifier;
    this.inference = new TypeInference(machine, unifier);
  }

  /** The types of atoms. */
  public TypeInference inference() {
    return inference;
  }

  /**
   * Checks a call against one function type of its head.
   *
   * @param call the call as written
   * @param expected the type that the call's value should have
   * @param errors takes what is wrong, one error for each type of an argument
   * @return how to evaluate the call, or null if the type is not applicable
   */
  public @Nullable CallPlan check(
      Expression call, FunctionType type, Atom expected, View view, List<Atom> errors) {
    int n = type.arity();
    if (call.size() - 1 != n) {
      errors.add(Errors.of(Terms.resolve(call), Symbols.INCORRECT_NUMBER_OF_ARGUMENTS));
      return null;
    }
    @Nullable Atom[] slots = type.newSlots();
    int mark = machine.attempt();
    if (!checkArguments(call, type, 0, expected, slots, view, errors)) {
      machine.abort(mark);
      return null;
    }
    machine.commit(mark);
    return CallPlan.of(type, slots, expected);
  }

  /** Checks the arguments from one on, and then what the call gives. */
  private boolean checkArguments(
      Expression call,
      FunctionType type,
      int from,
      Atom expected,
      @Nullable Atom[] slots,
      View view,
      List<Atom> errors) {
    for (int i = from; i < type.arity(); i++) {
      Atom formal = type.formal(i);
      Atom argument = Terms.dereference(call.get(i + 1));
      if (formal == Symbols.ATOM || accepts(formal, argument)) {
        continue;
      }
      AtomTypes types = inference.of(argument, view);
      int count = types.size();
      if (count == 0) {
        continue;
      }
      if (count == 1) {
        Atom error = types.error(0);
        if (error != null) {
          errors.add(error);
          return false;
        }
        if (!matches(formal, types.type(0), slots)) {
          errors.add(badArgument(call, i, formal, types.type(0), slots));
          return false;
        }
        continue;
      }
      return checkReadings(call, type, i, types, expected, slots, view, errors);
    }
    return checkResult(call, type, expected, slots, errors);
  }

  /** Tries the types of one argument in order; the first one with which the rest fits wins. */
  private boolean checkReadings(
      Expression call,
      FunctionType type,
      int index,
      AtomTypes types,
      Atom expected,
      @Nullable Atom[] slots,
      View view,
      List<Atom> errors) {
    @Nullable Atom[] before = slots.clone();
    for (int t = 0; t < types.size(); t++) {
      Atom error = types.error(t);
      if (error != null) {
        errors.add(error);
        continue;
      }
      int top = machine.trailTop();
      if (!matches(type.formal(index), types.type(t), slots)) {
        errors.add(badArgument(call, index, type.formal(index), types.type(t), before.clone()));
      } else if (checkArguments(call, type, index + 1, expected, slots, view, errors)) {
        return true;
      }
      machine.undoTo(top);
      System.arraycopy(before, 0, slots, 0, before.length);
    }
    return false;
  }

  private static boolean accepts(Atom formal, Atom argument) {
    return switch (argument) {
      case Variable v -> true;
      case Symbol s -> formal == Symbols.SYMBOL;
      case Grounded g -> formal == Symbols.GROUNDED || g.type() == formal;
      case Expression e -> formal == Symbols.EXPRESSION || e.size() == 0;
    };
  }

  private boolean checkResult(
      Expression call,
      FunctionType type,
      Atom expected,
      @Nullable Atom[] slots,
      List<Atom> errors) {
    Atom result = type.result();
    if (isWildcard(expected) || isWildcard(result)) {
      return true;
    }
    if (unifier.match(result, expected, slots)) {
      return true;
    }
    errors.add(
        Errors.of(
            Terms.resolve(call),
            Expression.of(
                Symbols.BAD_TYPE,
                Terms.resolve(expected),
                Terms.resolve(Terms.instantiate(result, slots)))));
    return false;
  }

  private boolean matches(Atom formal, Atom type, @Nullable Atom[] slots) {
    if (isWildcard(formal) || isWildcard(type)) {
      return true;
    }
    if (formal.isGround() && type.isGround()) {
      return AtomEquality.equal(formal, type);
    }
    return unifier.match(formal, Terms.renamed(type), slots);
  }

  private static Atom badArgument(
      Expression call, int index, Atom formal, Atom type, @Nullable Atom[] slots) {
    return Errors.of(
        Terms.resolve(call),
        Expression.of(
            Symbols.BAD_ARG_TYPE,
            LongAtom.of(index + 1L),
            Terms.resolve(Terms.instantiate(formal, slots)),
            Terms.renamed(type)));
  }

  /** Whether a type on the top level accepts everything. */
  public static boolean isWildcard(Atom type) {
    return type == Symbols.UNDEFINED || type == Symbols.ATOM;
  }

  /**
   * Matches two types as the evaluator does, binding variables on success.
   *
   * @return false, with no binding made, if they do not match
   */
  public boolean matchTypes(Atom left, Atom right) {
    Atom a = Terms.dereference(left);
    Atom b = Terms.dereference(right);
    if (a == b || isWildcard(a) || isWildcard(b)) {
      return true;
    }
    int mark = machine.attempt();
    if (unifier.unify(a, b)) {
      machine.commit(mark);
      return true;
    }
    machine.abort(mark);
    return false;
  }

  /**
   * Casts an atom to a type: the first of its types that matches wins and binds the type's
   * variables.
   *
   * @return no errors if the cast succeeded, otherwise one for each type of the atom
   */
  public List<Atom> cast(Atom atom, Atom expected, View view) {
    if (isWildcard(expected)) {
      return List.of();
    }
    AtomTypes types = inference.of(atom, view);
    if (types.isNone()) {
      return List.of();
    }
    List<Atom> errors = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Atom type = Terms.renamed(types.type(i));
      if (matchTypes(type, expected)) {
        return List.of();
      }
      errors.add(
          Errors.of(
              Terms.resolve(atom),
              Expression.of(Symbols.BAD_TYPE, Terms.resolve(expected), Terms.resolve(type))));
    }
    return errors;
  }
}
