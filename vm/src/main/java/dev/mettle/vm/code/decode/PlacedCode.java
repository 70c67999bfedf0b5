package dev.mettle.vm.code.decode;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Ops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Code of the virtual machine while it is written: words, the pool of constants, and what the
 * operand stack of the IR would hold, as places and constants.
 */
abstract class PlacedCode {

  /** The place of the lowest operand. */
  final int stackBase;

  final List<Integer> stack = new ArrayList<>();
  int[] code = new int[64];
  int length;
  private final List<int[]> fixups = new ArrayList<>();

  /** Where the last comparison begins, if nothing was written after it; or -1. */
  int lastStart = -1;

  /** Where the last instruction says where its result goes, and where that instruction ends. */
  int resultWord = -1;

  int resultEnd = -1;
  final List<Object> pool = new ArrayList<>();
  private final Map<Object, Integer> poolIndex = new HashMap<>();

  PlacedCode(int stackBase) {
    this.stackBase = stackBase;
  }

  // ---------------------------------------------------------------- writing

  final void put(int word) {
    if (length == code.length) {
      code = Arrays.copyOf(code, length * 2);
    }
    code[length++] = word;
  }

  final void put(int... words) {
    for (int word : words) {
      put(word);
    }
  }

  final void putTarget(int offset) {
    fixups.add(new int[] {length, offset});
    put(-1);
  }

  /** Puts addresses in the place of offsets, when all of them are known. */
  final void resolve(int[] addresses) {
    for (int[] fixup : fixups) {
      code[fixup[0]] = addresses[fixup[1]];
    }
  }

  final int pooled(Object value) {
    Object key = value instanceof Symbol ? value : new Identity(value);
    Integer known = poolIndex.get(key);
    if (known == null) {
      known = pool.size();
      pool.add(value);
      poolIndex.put(key, known);
    }
    return known;
  }

  private record Identity(Object value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Identity that && that.value == value;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }

  // ---------------------------------------------------------------- the operand stack

  final int pop() {
    return stack.removeLast();
  }

  /** A place to read from: constants are put into the place of their depth first. */
  final int popPlace() {
    int depth = stack.size() - 1;
    int operand = pop();
    if (operand >= 0) {
      return operand;
    }
    put(Ops.CONSTANT, stackBase + depth, ~operand);
    return stackBase + depth;
  }

  /** The uppermost operands, the lowest of them first. */
  final int[] popAll(int count) {
    int[] operands = new int[count];
    for (int k = count - 1; k >= 0; k--) {
      operands[k] = pop();
    }
    return operands;
  }

  /** The place for a result. */
  final int push() {
    int place = stackBase + stack.size();
    stack.add(place);
    return place;
  }

  final void resultIsLast() {
    resultIsAt(length - 1);
  }

  final void resultIsAt(int word) {
    resultWord = word;
    resultEnd = length;
  }

  /** Brings the lowest {@code count} operands to the places of their depth. */
  final void settle(int count) {
    for (int i = 0; i < count; i++) {
      int place = stackBase + i;
      int operand = stack.get(i);
      if (operand == place) {
        continue;
      }
      if (operand < 0) {
        put(Ops.CONSTANT, place, ~operand);
      } else {
        put(Ops.MOVE, place, operand);
      }
      stack.set(i, place);
    }
  }

  /** A local gets another value: what still waits on the stack must keep the old one. */
  final void settleUsesOf(int local) {
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i) == local) {
        put(Ops.MOVE, stackBase + i, local);
        stack.set(i, stackBase + i);
      }
    }
  }

  static int local(int index) {
    return Code.LOCALS + index;
  }
}
