package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.View;
import java.util.ArrayDeque;
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
    boolean fits = false;
    try {
      fits = fits(call, type, expected, slots, view, errors);
    } finally {
      if (fits) {
        machine.commit(mark);
      } else {
        machine.abort(mark);
      }
    }
    return fits ? planOf(type, slots, expected) : null;
  }

  /** An argument that may have further types, should the one that was taken not do. */
  private record Choice(
      int index, AtomTypes types, int reading, @Nullable Atom[] before, int trailTop) {}

  /**
   * Checks the arguments, and then what the call gives. The types of an argument are tried in
   * order; the first one with which the rest fits wins, and no further ones are looked for.
   */
  private boolean fits(
      Expression call,
      FunctionType type,
      Atom expected,
      @Nullable Atom[] slots,
      View view,
      List<Atom> errors) {
    ArrayDeque<Choice> choices = null;
    int index = 0;
    int turn = 0;
    while (true) {
      boolean fits = true;
      for (; index < type.arity() && fits; index++) {
        Interruption.check(++turn);
        Atom formal = type.formal(index);
        Atom argument = Terms.dereference(call.get(index + 1));
        if (formal == Symbols.ATOM
            || accepts(formal, argument)
            || inference.isCleanAndUnused(argument, type, index, call, view)) {
          continue;
        }
        AtomTypes types = inference.of(argument, view);
        if (!types.has(0)) {
          continue;
        }
        if (types.isComplete() && types.found() == 1) {
          fits = takes(call, type, index, types, 0, slots, slots, errors);
        } else {
          if (choices == null) {
            choices = new ArrayDeque<>();
          }
          @Nullable Atom[] before = slots.clone();
          choices.push(new Choice(index, types, 0, before, machine.trailTop()));
          fits = takes(call, type, index, types, 0, slots, before, errors);
        }
      }
      if (fits && checkResult(call, type, expected, slots, errors)) {
        return true;
      }
      // Back to the last argument that has another type which does.
      fits = false;
      while (!fits) {
        Choice last = choices == null ? null : choices.poll();
        if (choices == null || last == null) {
          return false;
        }
        Interruption.check(++turn);
        int next = last.reading() + 1;
        machine.undoTo(last.trailTop());
        if (last.types().has(next)) {
          @Nullable Atom[] before = last.before();
          System.arraycopy(before, 0, slots, 0, before.length);
          choices.push(new Choice(last.index(), last.types(), next, before, last.trailTop()));
          fits = takes(call, type, last.index(), last.types(), next, slots, before, errors);
          index = last.index() + 1;
        }
      }
    }
  }

  /**
   * Whether one of the types of an argument is what the formal type demands.
   *
   * @param shown the variables of the function type with which an error shows it
   */
  private boolean takes(
      Expression call,
      FunctionType type,
      int index,
      AtomTypes types,
      int reading,
      @Nullable Atom[] slots,
      @Nullable Atom[] shown,
      List<Atom> errors) {
    Atom error = types.error(reading);
    if (error != null) {
      // What is remembered of a ground argument has variables of its types alone, new ones each
      // time.
      errors.add(call.get(index + 1).isGround() ? Terms.renamed(error) : error);
      return false;
    }
    Atom formal = type.formal(index);
    if (matches(formal, types.type(reading), slots)) {
      return true;
    }
    // What is shown is filled up with variables of its own, and may be needed again.
    errors.add(
        badArgument(
            call, index, formal, types.type(reading), shown == slots ? slots : shown.clone()));
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

  /** Whether the only type of an expression is known to match {@code expected} already. */
  public boolean isKnownToMatch(Expression e, Atom expected, View view) {
    AtomTypes known = inference.remembered(e, view);
    return known != null && known.isKnownToMatch(expected);
  }

  /** Whether there is just one valid type, and it matches {@code expected}. */
  public boolean matchesOnly(AtomTypes types, Atom expected) {
    if (types.isKnownToMatch(expected)) {
      return true;
    }
    boolean matches =
        types.isSingle()
            && types.error(0) == null
            && matchTypes(Terms.renamed(types.type(0)), expected);
    if (matches) {
      types.matches(expected);
    }
    return matches;
  }

  /** Whether a symbol passes its cast to a ground type. */
  public boolean castsSymbol(Symbol symbol, Atom expected, View view) {
    AtomTypes types = inference.of(symbol, view);
    return types.isNone() || matchesOnly(types, expected) || cast(symbol, expected, view).isEmpty();
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
    List<Atom> errors = new ArrayList<>();
    for (int i = 0; types.has(i); i++) {
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

  /** What the parts of a call are evaluated against that a type fits. */
  private static CallPlan planOf(FunctionType type, @Nullable Atom[] slots, Atom expected) {
    Atom result;
    if (type.hasFreeResult() && isWildcard(expected)) {
      // Nobody can look at what the variable would be bound to.
      result = Symbols.UNDEFINED;
    } else {
      result = Terms.dereference(Terms.instantiate(type.result(), slots));
    }
    if (result == Symbols.EXPRESSION) {
      result = Symbols.UNDEFINED;
    }
    if (type.hasGroundFormals()) {
      return type.plan(result);
    }
    Atom[] formals = new Atom[type.arity()];
    for (int i = 0; i < formals.length; i++) {
      formals[i] = Terms.instantiate(type.formal(i), slots);
    }
    return new CallPlan(formals, result);
  }
}
