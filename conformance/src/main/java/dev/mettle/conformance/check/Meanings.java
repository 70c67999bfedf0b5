package dev.mettle.conformance.check;

import dev.mettle.conformance.judge.TreeWalkerJudge;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.StackPicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What opcodes mean, by the opcode table, and what a judge makes of that. */
final class Meanings {

  /**
   * Operands that are the same objects. Equality would not do: it holds between numbers that an
   * opcode tells apart.
   */
  private record Asked(Opcode opcode, List<Atom> operands) {

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Asked asked)
          || opcode != asked.opcode
          || operands.size() != asked.operands.size()) {
        return false;
      }
      for (int i = 0; i < operands.size(); i++) {
        if (!isSame(operands.get(i), asked.operands.get(i))) {
          return false;
        }
      }
      return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Atom a, Atom b) {
      return a == b;
    }

    @Override
    public int hashCode() {
      int hash = opcode.hashCode();
      for (Atom operand : operands) {
        hash = 31 * hash + System.identityHashCode(operand);
      }
      return hash;
    }
  }

  /** What the judge has said: many checks ask it for the same boundary values. */
  private static final Map<Asked, Atom> KNOWN = new ConcurrentHashMap<>();

  private Meanings() {}

  /** The opcodes that compute one value from evaluated operands. */
  static List<Opcode> valueOpcodes() {
    List<Opcode> opcodes = new ArrayList<>();
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() <= 2
          && !opcode.picture().inputs().isEmpty()
          && opcode.operation().isPresent()) {
        opcodes.add(opcode);
      }
    }
    return opcodes;
  }

  /** The defining expression of a value opcode. */
  static Expression of(Opcode opcode) {
    List<Atom> children = new ArrayList<>();
    children.add(Symbol.of(opcode.operation().orElseThrow()));
    for (StackPicture.Operand operand : opcode.picture().inputs()) {
      children.add(Variable.of(operand.name()));
    }
    return Expression.of(children);
  }

  /** The value of an opcode for some operands, which are kept. */
  static Atom value(Opcode opcode, List<Atom> operands) {
    return KNOWN.computeIfAbsent(
        new Asked(opcode, operands), asked -> judged(asked.opcode(), asked.operands()));
  }

  private static Atom judged(Opcode opcode, List<Atom> operands) {
    Map<String, Atom> values = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      values.put(opcode.picture().inputs().get(i).name(), operands.get(i));
    }
    return value(of(opcode), values);
  }

  /** The value of an expression. */
  static Atom value(Atom meaning, Map<String, Atom> values) {
    return TreeWalkerJudge.shared()
        .evaluate(meaning, values)
        .orElseThrow(() -> new IllegalStateException("no judge knows " + meaning));
  }
}
