package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.Demands.Owner;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the identity of local variables. The variables of a rule come into being when the rule is
 * applied, all at once, but code makes a variable where it is first needed. Where alternatives have
 * parted by then, they need the same one: each rule, and each template for the children of a list,
 * has a scope in which such variables are found.
 */
final class RuleScopes {

  private final FunctionBuilder code;
  private final Demands demands;
  private final Places places;
  private final Map<Variable, Owner> templates = new HashMap<>();
  private final Map<Owner, Integer> locals = new HashMap<>();

  /** The locals of the scopes that the scopes of all children come from. */
  private final Map<Owner, Integer> rows = new HashMap<>();

  /** The variables in the order in which they occur, in which they come into being. */
  private final Map<Variable, Integer> orders = new HashMap<>();

  RuleScopes(FunctionBuilder code, Demands demands, Places places) {
    this.code = code;
    this.demands = demands;
    this.places = places;
  }

  /** Appends the beginning of the rule's scope, if one is needed. */
  void beginRule(Atom head, Atom ruleBody) {
    Replacement.forEachVariable(head, v -> orders.putIfAbsent(v, orders.size()));
    Replacement.forEachVariable(ruleBody, v -> orders.putIfAbsent(v, orders.size()));
    if (isScoped()) {
      code.emit(Opcode.NEW_SCOPE, localOf(demands.rule()));
    }
  }

  /** Whether the variables of the rule are found in a scope. */
  boolean isScoped() {
    return demands.rule().isScoped();
  }

  /**
   * Appends the beginning of a template's scope, for each child anew, if one is needed.
   *
   * @param own the names of the template's variables that are its own
   */
  void beginTemplate(Expression form, Map<Variable, Variable> own, Flow now) {
    Owner owner = demands.templateIn(form);
    belongTo(owner, form, own);
    if (owner.isScoped()) {
      code.emit(Opcode.NEW_SCOPE, localOf(owner));
    }
    now.parted = false;
  }

  /** Appends what a loop needs before it begins whose templates are all there before one is run. */
  void beginLoop(Expression form) {
    Owner owner = demands.templateIn(form);
    if (owner.isScoped()) {
      code.emit(Opcode.NEW_SCOPE, rowOf(owner));
    }
  }

  /** The same as {@link #beginTemplate} inside of such a loop, for the child of an index. */
  void beginChild(Expression form, Map<Variable, Variable> own, int index, Flow now) {
    Owner owner = demands.templateIn(form);
    belongTo(owner, form, own);
    if (owner.isScoped()) {
      code.emit(Opcode.CHILD_SCOPE, localOf(owner), rowOf(owner), index);
    }
    now.parted = true;
  }

  private void belongTo(Owner owner, Expression form, Map<Variable, Variable> own) {
    Replacement.forEachVariable(
        form.get(form.size() - 1),
        written -> {
          Variable variable = own.get(written);
          if (variable != null && templates.putIfAbsent(variable, owner) == null) {
            orders.put(variable, orders.size());
          }
        });
  }

  private int localOf(Owner owner) {
    return locals.computeIfAbsent(owner, o -> code.newLocal());
  }

  private int rowOf(Owner owner) {
    return rows.computeIfAbsent(owner, o -> code.newLocal());
  }

  private int scopeOf(Variable variable) {
    Owner owner = templates.getOrDefault(variable, demands.rule());
    demands.makeScoped(owner);
    return localOf(owner);
  }

  /** Pushes a variable that is needed for the first time on this way. */
  void pushVariable(Variable variable) {
    about(Opcode.SCOPE_VAR, variable);
  }

  /** Gives the value on the stack to a variable, if it is the first one and may be a variable. */
  void claim(Variable variable, Operand value, Flow now) {
    boolean mayBeVariable =
        switch (value.kind()) {
          case ATOM, VARIABLE -> true;
          case NUMBER, INTEGER, FLOAT, BOOL, STRING, UNIT, SYMBOL, EXPRESSION -> false;
          case SPACE, STATE, TYPE, PLAN, COLLECTOR, BARRIER, SCOPE, SOFT_CUT, BUILDER -> false;
          case CURSOR, OPERAND, ANYTHING -> false;
        };
    if (mayBeVariable && now.parted) {
      about(Opcode.CLAIM_VAR, variable);
    }
  }

  /** Appends the beginning of a scope for variables that are made together; gives its local. */
  int begin() {
    int local = code.newLocal();
    code.emit(Opcode.NEW_SCOPE, local);
    return local;
  }

  /** Pushes a variable of such a scope. */
  void pushVariable(Variable variable, int scope) {
    about(Opcode.SCOPE_VAR, variable, scope);
  }

  private void about(Opcode opcode, Variable variable) {
    about(opcode, variable, scopeOf(variable));
  }

  private void about(Opcode opcode, Variable variable, int scope) {
    code.emit(opcode, code.constant(Symbol.of(variable.name())), scope, orderOf(variable));
  }

  private int orderOf(Variable variable) {
    return orders.getOrDefault(variable, 0);
  }

  /** The constant of a pattern that sets variables. */
  Atom pattern(Collection<Variable> variables, Atom pattern, Flow now) {
    List<Atom> set = new ArrayList<>();
    List<Atom> scope = new ArrayList<>();
    for (Variable variable : variables) {
      set.add(LongAtom.of(places.of(variable)));
      if (now.parted) {
        if (scope.isEmpty()) {
          scope.add(LongAtom.of(scopeOf(variable)));
        }
        scope.add(LongAtom.of(orderOf(variable)));
      }
    }
    Atom template = places.template(pattern);
    return scope.isEmpty()
        ? Expression.of(Expression.of(set), template)
        : Expression.of(Expression.of(set), template, Expression.of(scope));
  }
}
