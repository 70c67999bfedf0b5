package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** Which rules are too large for code, and which are too deep to become code as a whole. */
final class RuleSize {

  /** Of rules that are nested more deeply only the outermost levels become code. */
  private static final int MAX_DEPTH = 400;

  /** So large are only atoms that were made by a program, or share their parts. */
  private static final int MAX_PARTS = 1 << 20;

  private static final Symbol SEQUENCE = Symbol.of("let*");

  private RuleSize() {}

  /** Whether code cannot be made for a rule. */
  static boolean isTooLarge(RuleText rule) {
    return isTooLarge(rule.body()) || isTooLarge(rule.head()) || hasTooManyVariables(rule);
  }

  /** Whether an atom has more parts than code should be made for. */
  private static boolean isTooLarge(Atom atom) {
    return !isWithin(atom, Integer.MAX_VALUE, MAX_PARTS);
  }

  /** Whether a rule has more variables than a function can have locals. */
  private static boolean hasTooManyVariables(RuleText rule) {
    if (rule.head().isGround() && rule.body().isGround()) {
      return false;
    }
    Set<Variable> variables = new HashSet<>();
    Replacement.forEachVariable(rule.head(), variables::add);
    Replacement.forEachVariable(rule.body(), variables::add);
    return variables.size() > Verifier.MAX_LOCALS;
  }

  /** Whether the body of a rule is nested so deeply that code for each level would be too much. */
  static boolean isDeep(Atom body) {
    return !isWithin(body, MAX_DEPTH, Integer.MAX_VALUE);
  }

  /**
   * Whether an atom is nested no more deeply than {@code depth}, and has no more parts than {@code
   * size}. A list of pairs, as {@code let*} has them, is a nesting of as many levels.
   */
  private static boolean isWithin(Atom atom, int depth, int size) {
    ArrayDeque<Part> pending = new ArrayDeque<>();
    pending.push(new Part(atom, 0));
    int parts = 0;
    while (!pending.isEmpty()) {
      Interruption.check(++parts);
      Part part = pending.pop();
      if (part.depth() > depth || parts > size) {
        return false;
      }
      if (part.atom() instanceof Expression e) {
        int below = part.depth() + 1;
        boolean isSequence = e.size() == 3 && e.get(0) == SEQUENCE;
        for (int i = 0; i < e.size(); i++) {
          boolean isInside = isSequence && i == 2 && e.get(1) instanceof Expression;
          pending.push(
              new Part(e.get(i), isInside ? below + ((Expression) e.get(1)).size() : below));
        }
      }
    }
    return true;
  }

  /** A part of a rule and how many expressions it stands in. */
  private record Part(Atom atom, int depth) {}
}
