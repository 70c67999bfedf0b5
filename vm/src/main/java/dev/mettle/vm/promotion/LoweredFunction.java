package dev.mettle.vm.promotion;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.vm.interp.Leave;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.tier.LeftToRules;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TieredFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function whose only rule was lowered. A call is answered if the arguments are of the kinds that
 * the code relies on and the caller expects nothing that the code does not know about: then what
 * evaluating the rule's body would find out about types is known already.
 */
final class LoweredFunction implements CallCode {

  private final TieredFunction function;
  private final Rule rule;
  private final TierContext context;
  private final OperandKind[] kinds;
  private final @Nullable Symbol resultType;

  LoweredFunction(TieredFunction function, Rule rule, TierContext context) {
    this.function = function;
    this.rule = rule;
    this.context = context;
    this.kinds =
        function.function().parameters().stream().map(Parameter::kind).toArray(OperandKind[]::new);
    this.resultType = typeOf(function.function().resultKind());
  }

  TieredFunction function() {
    return function;
  }

  /** The rule that the code was made of. */
  Rule rule() {
    return rule;
  }

  @Override
  public @Nullable Atom answer(Atom[] args, Atom expected) {
    if (!isKnown(expected)) {
      return leaveToRules(LeftToRules.EXPECTED_TYPE);
    }
    Atom[] values = new Atom[kinds.length];
    for (int i = 0; i < values.length; i++) {
      Atom value = args[i + 1];
      if (value instanceof Variable) {
        value = Terms.dereference(value);
      }
      if (!kinds[i].admits(value)) {
        return leaveToRules(LeftToRules.ARGUMENT_KIND);
      }
      values[i] = value;
    }
    Atom result = function.call(context, values);
    return result instanceof Leave leave ? leaveToRules(reason(leave)) : result;
  }

  private boolean isKnown(Atom expected) {
    if (expected == Symbols.UNDEFINED) {
      return true;
    }
    Atom type = expected instanceof Variable ? Terms.dereference(expected) : expected;
    return type == Symbols.UNDEFINED || type == resultType;
  }

  private @Nullable Atom leaveToRules(LeftToRules reason) {
    function.leaveToRules(reason);
    return null;
  }

  private static LeftToRules reason(Leave leave) {
    return switch (leave.reason()) {
      case ARGUMENT_KIND -> LeftToRules.ARGUMENT_KIND;
      case OUTSIDE_DOMAIN -> LeftToRules.OUTSIDE_DOMAIN;
    };
  }

  /** The type of the values of a kind, if there is one. */
  private static @Nullable Symbol typeOf(OperandKind kind) {
    return switch (kind) {
      case NUMBER, INTEGER, FLOAT -> Symbols.NUMBER;
      case BOOL -> Symbols.BOOL;
      case STRING -> Symbols.STRING;
      case UNIT,
          ATOM,
          SYMBOL,
          VARIABLE,
          EXPRESSION,
          SPACE,
          STATE,
          TYPE,
          PLAN,
          COLLECTOR,
          BARRIER,
          SCOPE,
          SOFT_CUT,
          BUILDER,
          CURSOR,
          OPERAND,
          ANYTHING ->
          null;
    };
  }
}
