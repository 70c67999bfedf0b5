package dev.mettle.frontend.lower;

import dev.mettle.ir.opcode.OperandKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the parameters of a function must be for its body to have a value. Parameters that
 * are compared with each other are of one kind, so they form groups.
 */
final class ParameterKinds {

  /** The parameter that speaks for the group, or itself. */
  private final int[] group;

  private final @Nullable OperandKind[] kinds;
  private final boolean[] used;

  ParameterKinds(int count) {
    group = new int[count];
    Arrays.setAll(group, i -> i);
    kinds = new @Nullable OperandKind[count];
    used = new boolean[count];
  }

  private int find(int parameter) {
    int p = parameter;
    while (group[p] != p) {
      p = group[p];
    }
    return p;
  }

  void use(int parameter) {
    used[parameter] = true;
  }

  /** Says that a parameter is of a kind; false if it is of another one already. */
  boolean require(int parameter, OperandKind kind) {
    int p = find(parameter);
    OperandKind known = kinds[p];
    if (known != null && known != kind) {
      return false;
    }
    kinds[p] = kind;
    return true;
  }

  /** Says that two parameters are of one kind; false if they are not. */
  boolean requireSame(int a, int b) {
    int p = find(a);
    int q = find(b);
    OperandKind known = kinds[q];
    if (p != q) {
      group[q] = p;
    }
    return known == null || require(p, known);
  }

  /**
   * The kind that a call must prove. A parameter that nothing is known about is taken for a number
   * if it is used at all; calls with anything else are left to the tree-walker.
   */
  OperandKind kindOf(int parameter) {
    OperandKind known = kinds[find(parameter)];
    if (known != null) {
      return known;
    }
    return used[parameter] ? OperandKind.NUMBER : OperandKind.ATOM;
  }
}
