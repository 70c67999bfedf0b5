package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves, where it can, that the check of a call as written will pass, and finds the types that its
 * parts are evaluated against. It only ever says yes: whatever it cannot prove is checked by a run.
 */
final class StaticTypes {

  /** No type: fits everything and says nothing. */
  private static final Symbol NONE = Symbols.UNDEFINED;

  /** Deeper calls are checked by the run: proving recurses over them. */
  private static final int MAX_DEPTH = 50;

  private final ProgramFacts facts;
  private final Demands demands;
  private final FunctionBuilder code;

  StaticTypes(ProgramFacts facts, Demands demands, FunctionBuilder code) {
    this.facts = facts;
    this.demands = demands;
    this.code = code;
  }

  /**
   * A call that is known to pass its check.
   *
   * @param formals the types of the arguments, without variables
   * @param result the type of the result; a variable that occurs nowhere else stands for any type
   */
  record Proven(List<Atom> formals, Atom result) {}

  /** How calls of a head are checked; records that the code relies on it. */
  HeadTypes typesOf(Atom head) {
    code.assume(new Assumption.TypesOf(head));
    return facts.typesOf(head);
  }

  /** The types that a call is evaluated with if its check cannot fail. */
  Optional<Proven> prove(Expression call, Expression type, Flow flow) {
    return Optional.ofNullable(check(call, type, flow, false, 0));
  }

  private @Nullable Proven check(
      Expression call, Expression type, Flow flow, boolean nested, int depth) {
    int n = call.size() - 1;
    if (type.size() != n + 2 || depth > MAX_DEPTH) {
      return null;
    }
    Map<Variable, Atom> bindings = new HashMap<>();
    List<Integer> later = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      Atom argument = call.get(i);
      if (argument instanceof Variable v && flow.kindOf(v) == null) {
        later.add(i);
      } else if (!argumentFits(argument, type.get(i), bindings, flow, nested, depth)) {
        return null;
      }
    }
    // Variables come last: by now the others may have said what the type variables are.
    for (int i : later) {
      if (!variableFits((Variable) call.get(i), substitute(type.get(i), bindings), flow, nested)) {
        return null;
      }
    }
    List<Atom> formals = new ArrayList<>(n);
    for (int i = 1; i <= n; i++) {
      Atom formal = substitute(type.get(i), bindings);
      if (!formal.isGround()) {
        return null;
      }
      formals.add(formal);
    }
    return new Proven(formals, substitute(type.get(n + 1), bindings));
  }

  private boolean argumentFits(
      Atom argument,
      Atom formal,
      Map<Variable, Atom> bindings,
      Flow flow,
      boolean nested,
      int depth) {
    if (formal == Symbols.ATOM
        || nested && formal == Symbols.UNDEFINED
        || formal == Symbols.metaTypeOf(argument) && !(argument instanceof Variable)) {
      return true;
    }
    Atom actual = typeOf(argument, flow, depth);
    if (actual == null) {
      return false;
    }
    if (actual == NONE || formal == Symbols.UNDEFINED) {
      return true;
    }
    if (actual == Symbols.ATOM) {
      // Accepted on the top level of a check, which then binds nothing.
      return false;
    }
    if (actual instanceof Variable) {
      // Some type that nothing is known about fits, but would bind a variable of the formal type.
      return formal.isGround();
    }
    return match(formal, actual, bindings);
  }

  private boolean variableFits(Variable variable, Atom formal, Flow flow, boolean nested) {
    boolean unbound = !flow.isSet(variable) && !flow.isMaybeSet(variable);
    if (formal == Symbols.ATOM || nested && formal == Symbols.UNDEFINED || unbound) {
      return true;
    }
    OperandKind wanted = kindOfType(formal);
    return wanted != null && demands.demand(variable, wanted);
  }

  /** The kind whose values are those of a grounded type, or null. */
  static @Nullable OperandKind kindOfType(Atom type) {
    if (type == Symbols.NUMBER) {
      return OperandKind.NUMBER;
    }
    if (type == Symbols.BOOL) {
      return OperandKind.BOOL;
    }
    return type == Symbols.STRING ? OperandKind.STRING : null;
  }

  /** The type whose values are those of a kind, or null. */
  static @Nullable Symbol typeOfKind(OperandKind kind) {
    if (OperandKind.NUMBER.includes(kind)) {
      return Symbols.NUMBER;
    }
    if (kind == OperandKind.BOOL) {
      return Symbols.BOOL;
    }
    if (kind == OperandKind.STRING) {
      return Symbols.STRING;
    }
    return kind == OperandKind.UNIT ? NONE : null;
  }

  /** The one type of an atom as written, {@link #NONE} if it has none; null if that is unclear. */
  private @Nullable Atom typeOf(Atom atom, Flow flow, int depth) {
    return switch (atom) {
      case Variable v -> {
        OperandKind kind = flow.kindOf(v);
        yield kind == null ? null : typeOfKind(kind);
      }
      case Symbol s -> leafType(s);
      case Grounded g -> leafType(g);
      case Expression e -> e.size() == 0 ? NONE : callType(e, flow, depth);
    };
  }

  private @Nullable Atom leafType(Atom leaf) {
    if (leaf instanceof Symbol symbol) {
      code.assume(new Assumption.TypesOf(symbol));
    }
    List<Atom> types = facts.typesOfLeaf(leaf);
    if (types.isEmpty()) {
      return NONE;
    }
    return types.size() == 1 && types.get(0).isGround() ? types.get(0) : null;
  }

  private @Nullable Atom callType(Expression call, Flow flow, int depth) {
    Atom head = call.get(0);
    if (!(head instanceof Symbol) && !(head instanceof GroundedValue)) {
      return null;
    }
    HeadTypes types = typesOf(head);
    if (facts.mayDeclareType(head, call.size())) {
      return null;
    }
    return switch (types) {
      case HeadTypes.Untyped u -> NONE;
      case HeadTypes.Unclear u -> null;
      case HeadTypes.Typed(Expression type) -> {
        Proven proven = check(call, type, flow, true, depth + 1);
        if (proven == null) {
          yield null;
        }
        Atom result = proven.result();
        // A result of type Atom is no wildcard inside the type of an argument.
        yield result == Symbols.ATOM || !(result.isGround() || result instanceof Variable)
            ? null
            : result;
      }
    };
  }

  private static boolean match(Atom formalType, Atom actualType, Map<Variable, Atom> bindings) {
    ArrayDeque<Atom> formals = new ArrayDeque<>(List.of(formalType));
    ArrayDeque<Atom> actuals = new ArrayDeque<>(List.of(actualType));
    for (int turn = 1; !formals.isEmpty(); turn++) {
      Interruption.check(turn);
      Atom formal = formals.pop();
      Atom actual = actuals.pop();
      if (formal instanceof Variable v) {
        Atom known = bindings.putIfAbsent(v, actual);
        if (known != null && !known.equals(actual)) {
          return false;
        }
      } else if (formal instanceof Expression f && !f.isGround()) {
        if (!(actual instanceof Expression a) || a.size() != f.size()) {
          return false;
        }
        for (int i = f.size() - 1; i >= 0; i--) {
          formals.push(f.get(i));
          actuals.push(a.get(i));
        }
      } else if (!formal.equals(actual)
          || (formal.signature() & Symbols.UNDEFINED.signature()) != 0) {
        // %Undefined% inside of a type is a wildcard for one checker and not for the other.
        return false;
      }
    }
    return true;
  }

  private static Atom substitute(Atom type, Map<Variable, Atom> bindings) {
    return new Replacement(v -> bindings.getOrDefault((Variable) v, v)).in(type);
  }
}
