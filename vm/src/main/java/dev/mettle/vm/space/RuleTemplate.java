package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;

/**
 * The two sides of a rule with slots in place of variables.
 *
 * @param head the left-hand side
 * @param body the right-hand side
 * @param slots the variable that each slot replaces, in the order of first occurrence
 * @param headSlots how many of them occur in the head
 * @param plainParameters whether the head is a symbol with distinct variables as arguments
 * @param writesErrors whether errors stand in the body
 */
record RuleTemplate(
    Atom head,
    Atom body,
    Variable[] slots,
    int headSlots,
    boolean plainParameters,
    boolean writesErrors) {

  private static final Variable[] NO_SLOTS = {};

  static RuleTemplate of(Atom lhs, Atom rhs) {
    if (lhs.isGround() && rhs.isGround()) {
      boolean plain = lhs instanceof Expression e && e.size() == 1 && e.get(0) instanceof Symbol;
      return new RuleTemplate(lhs, rhs, NO_SLOTS, 0, plain, hasErrors(rhs));
    }
    VariableRewriter numbering = VariableRewriter.numbering();
    Atom head = numbering.rewrite(lhs);
    int headSlots = numbering.replacements().size();
    Atom body = numbering.rewrite(rhs);
    Variable[] slots = new Variable[numbering.replacements().size()];
    numbering
        .replacements()
        .forEach((variable, slot) -> slots[((Variable) slot).slot()] = variable);
    return new RuleTemplate(head, body, slots, headSlots, isPlain(head, headSlots), hasErrors(rhs));
  }

  private static boolean hasErrors(Atom body) {
    long sought = Symbols.ERROR.signature();
    ArrayDeque<Expression> parts = new ArrayDeque<>();
    if (body instanceof Expression e) {
      parts.add(e);
    }
    for (Expression part = parts.poll(); part != null; part = parts.poll()) {
      if (Symbols.isError(part)) {
        return true;
      }
      for (Atom child : part) {
        if (child instanceof Expression inner && (inner.signature() & sought) == sought) {
          parts.add(inner);
        }
      }
    }
    return false;
  }

  private static boolean isPlain(Atom head, int headSlots) {
    if (!(head instanceof Expression e)
        || e.size() != headSlots + 1
        || !(e.get(0) instanceof Symbol)) {
      return false;
    }
    for (int i = 1; i < e.size(); i++) {
      if (!(e.get(i) instanceof Variable)) {
        return false;
      }
    }
    return true;
  }
}
