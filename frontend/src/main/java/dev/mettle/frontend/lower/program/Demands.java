package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.OperandKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What earlier attempts at lowering one body found out that it needs to know. */
final class Demands {

  private final Map<Variable, OperandKind> kinds = new HashMap<>();
  private final Set<Variable> early = new HashSet<>();
  private final Set<Object> scoped = new HashSet<>();
  private final Map<Expression, Map<Variable, Variable>> names = new HashMap<>();
  private final Map<Expression, Outcome> outcomes = new HashMap<>();

  /** What evaluating an expression comes to whose code is appended later than what follows it. */
  enum Outcome {
    NO_VALUE,
    /** A value in one place of the body, and none in another one. */
    UNCLEAR
  }

  /** What is known of the outcome of an expression; null for a value. */
  @Nullable Outcome outcomeOf(Expression e) {
    return outcomes.get(e);
  }

  /** Says what the outcome of an expression is, for the code that follows it. */
  Restart isOf(Expression e, Outcome outcome) {
    outcomes.put(e, outcome);
    return new Restart();
  }

  /** The kind that a variable's value must be proven to have where it gets its value. */
  @Nullable OperandKind kindOf(Variable variable) {
    return kinds.get(variable);
  }

  /** Variables that are made at the start, since they may be used before they get a value. */
  Set<Variable> early() {
    return early;
  }

  /** Asks for a proof of a kind; false if another kind was asked for already. */
  boolean demand(Variable variable, OperandKind kind) {
    OperandKind known = kinds.putIfAbsent(variable, kind);
    if (known == null) {
      throw new Restart();
    }
    return known == kind;
  }

  /**
   * The names that the variables of a template inside {@code form} have, so that each attempt uses
   * the same ones and finds what was demanded of them.
   */
  Map<Variable, Variable> namesIn(Expression form) {
    return names.computeIfAbsent(form, f -> new HashMap<>());
  }

  /** Whether alternatives of a rule, or of a template for a child, share variables. */
  boolean isScoped(Object scope) {
    return scoped.contains(scope);
  }

  /** Asks for a scope of the variables of a rule, or of a template. */
  Restart makeScoped(Object scope) {
    scoped.add(scope);
    return new Restart();
  }

  /** Asks for a variable to be made at the start. */
  Restart makeEarly(Variable variable) {
    early.add(variable);
    return new Restart();
  }
}
