package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Tells which calls need a barrier of their own: errors of an alternative count only if no other
 * one succeeds, and alternatives may part while arguments are evaluated, before the call itself is
 * made. A call alone is a barrier for what its function gives.
 */
final class Barriers {

  private final BodyCode body;

  Barriers(BodyCode body) {
    this.body = body;
  }

  /** Whether the evaluation of a call, which is not the last act, needs a barrier around it. */
  boolean needs(Expression e, HeadTypes types, Optional<SpecialForm> form) {
    if (form.isPresent()) {
      return form.get().mayPart();
    }
    return parting(e, types) >= (failsOnItsOwn(e.get(0)) ? 1 : 2);
  }

  /** The same for a call whose head is a variable. */
  boolean needsForValueHead(Expression e) {
    return parting(e, new HeadTypes.Untyped()) > 0;
  }

  /** Whether a call may give an error although its arguments are none. */
  private boolean failsOnItsOwn(Atom head) {
    return body.facts.opcodeOf(head).map(Opcode::isPartial).orElse(true);
  }

  /**
   * How many arguments may have several values. A variable counts behind another argument: before
   * it, where nothing has run yet, a value that is still to be evaluated takes the call with it.
   */
  private int parting(Expression e, HeadTypes types) {
    int count = 0;
    for (int i = 1; i < e.size(); i++) {
      Atom argument = e.get(i);
      if (isEvaluated(argument, types, i)
          && (argument instanceof Variable v
              ? count > 0 && body.live().kindOf(v) == null
              : mayPart(argument))) {
        count++;
      }
    }
    return count;
  }

  private static boolean isEvaluated(Atom argument, HeadTypes types, int index) {
    if (!(types instanceof HeadTypes.Typed(Expression type)) || index >= type.size() - 1) {
      return true;
    }
    Atom formal = type.get(index);
    return formal != Symbols.ATOM
        && !(formal == Symbols.EXPRESSION && argument instanceof Expression);
  }

  /** Whether evaluating an atom may give several values. */
  private boolean mayPart(Atom argument) {
    ArrayDeque<Atom> parts = new ArrayDeque<>(List.of(argument));
    for (int turn = 1; !parts.isEmpty(); turn++) {
      Interruption.check(turn);
      Atom part = parts.pop();
      if (part instanceof Variable v) {
        if (body.live().kindOf(v) == null) {
          return true;
        }
      } else if (part instanceof Expression e && e.size() > 0) {
        Atom head = e.get(0);
        if (body.facts.opcodeOf(head).isPresent()) {
          for (int i = e.size() - 1; i > 0; i--) {
            parts.push(e.get(i));
          }
        } else if (!(head instanceof Symbol && isQuote(e))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isQuote(Expression e) {
    return body.facts.formOf(e.get(0), e.size() - 1).filter(f -> !f.mayPart()).isPresent();
  }
}
