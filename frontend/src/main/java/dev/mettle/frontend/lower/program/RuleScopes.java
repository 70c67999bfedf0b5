package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the identity of local variables. The variables of a rule come into being when the rule is
 * applied, all at once, but code makes a variable where it is first needed. Where alternatives have
 * parted by then, they need the same one: each rule, and each template for the children of a list,
 * has a scope in which such variables are found.
 */
final class RuleScopes {

  /** Stands for the scope of the rule itself. */
  private static final Object RULE = RuleScopes.class;

  private final ClauseLowering body;
  private final FunctionBuilder code;
  private final Map<Variable, Expression> templates = new HashMap<>();
  private final Map<Object, Integer> locals = new HashMap<>();

  RuleScopes(ClauseLowering body) {
    this.body = body;
    this.code = body.code;
  }

  /** Appends the beginning of the rule's scope, if one is needed. */
  void beginRule() {
    begin(RULE);
  }

  /** Appends the beginning of a template's scope, for each child anew, if one is needed. */
  void beginTemplate(Expression form, Collection<Variable> own) {
    own.forEach(variable -> templates.put(variable, form));
    begin(form);
    body.live().parted = false;
  }

  private void begin(Object scope) {
    if (body.demands.isScoped(scope)) {
      code.emit(Opcode.NEW_SCOPE, locals.computeIfAbsent(scope, s -> code.newLocal()));
    }
  }

  private int scopeOf(Variable variable) {
    Expression template = templates.get(variable);
    Object scope = template == null ? RULE : template;
    Integer local = locals.get(scope);
    if (local == null) {
      throw body.demands.makeScoped(scope);
    }
    return local;
  }

  /** Pushes a variable that is needed for the first time on this way. */
  void pushVariable(Variable variable) {
    about(Opcode.SCOPE_VAR, variable);
  }

  /** Gives the value on the stack to a variable, if it is the first one and may be a variable. */
  void claim(Variable variable, Operand value) {
    boolean mayBeVariable =
        switch (value.kind()) {
          case ATOM, VARIABLE -> true;
          case NUMBER, INTEGER, FLOAT, BOOL, STRING, UNIT, SYMBOL, EXPRESSION -> false;
          case SPACE, STATE, TYPE, PLAN, COLLECTOR, BARRIER, SCOPE, SOFT_CUT, BUILDER -> false;
          case CURSOR, OPERAND, ANYTHING -> false;
        };
    if (mayBeVariable && body.live().parted) {
      about(Opcode.CLAIM_VAR, variable);
    }
  }

  private void about(Opcode opcode, Variable variable) {
    int scope = scopeOf(variable);
    code.emit(opcode, code.constant(Symbol.of(variable.name())), scope, body.places.of(variable));
  }

  /** The constant of a pattern that sets variables. */
  Atom pattern(Collection<Variable> set, Atom pattern) {
    Atom[] numbers = new Atom[set.size()];
    int scope = -1;
    int i = 0;
    for (Variable variable : set) {
      scope = body.live().parted ? scopeOf(variable) : -1;
      numbers[i++] = LongAtom.of(body.places.of(variable));
    }
    Expression sets = Expression.owning(numbers);
    Atom template = body.places.template(pattern);
    return scope < 0
        ? Expression.of(sets, template)
        : Expression.of(sets, template, LongAtom.of(scope));
  }
}
