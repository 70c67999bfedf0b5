package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.OperandKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What earlier attempts at lowering one body found out that it needs to know. An attempt that finds
 * out something new goes on as if it had known, so that it finds all that it can, and is thrown
 * away.
 */
final class Demands {

  private final Map<Variable, OperandKind> kinds = new HashMap<>();
  private final Set<Variable> early = new HashSet<>();
  private final Owner rule = new Owner();
  private final Map<Expression, Owner> templates = new HashMap<>();
  private final Map<Expression, Outcome> outcomes = new HashMap<>();

  /** The variables whose kinds are demanded since the last attempt began. */
  private final Set<Variable> demandedNow = new HashSet<>();

  private boolean news;

  /** Whether anything new was found out since the last attempt began; the next one begins. */
  boolean takeNews() {
    boolean found = news;
    news = false;
    demandedNow.clear();
    return found;
  }

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
  void isOf(Expression e, Outcome outcome) {
    news |= outcomes.put(e, outcome) != outcome;
  }

  /** The kind that a variable's value must be proven to have where it gets its value. */
  @Nullable OperandKind kindOf(Variable variable) {
    return kinds.get(variable);
  }

  /** Variables that are made at the start, since they may be used before they get a value. */
  Set<Variable> early() {
    return early;
  }

  /** Asks for a proof of a kind; false if there is none, or another kind was asked for already. */
  boolean demand(Variable variable, OperandKind kind) {
    if (kinds.putIfAbsent(variable, kind) == null) {
      news = true;
      demandedNow.add(variable);
    }
    return demandedNow.contains(variable) && kinds.get(variable) == kind;
  }

  /** What has variables of its own: a rule, or a template for the children of a list. */
  static final class Owner {

    private final Map<Variable, Variable> names = new HashMap<>();
    private boolean scoped;

    /**
     * The names that the variables of a template have, so that each attempt uses the same ones and
     * finds what was demanded of them.
     */
    Map<Variable, Variable> names() {
      return names;
    }

    /** Whether alternatives share the variables. */
    boolean isScoped() {
      return scoped;
    }
  }

  /** The rule itself. */
  Owner rule() {
    return rule;
  }

  /** The template inside of {@code form}, which is the same one wherever it is written. */
  Owner templateIn(Expression form) {
    return templates.computeIfAbsent(form, f -> new Owner());
  }

  /** Asks for a scope of the variables of a rule, or of a template. */
  void makeScoped(Owner owner) {
    news |= !owner.scoped;
    owner.scoped = true;
  }

  /** Asks for a variable to be made at the start. */
  void makeEarly(Variable variable) {
    news |= early.add(variable);
  }
}
