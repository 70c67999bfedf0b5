package dev.mettle.ir.verify;

import dev.mettle.ir.opcode.OperandKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about the stack and the locals at one place of the code. */
final class Frame {

  /** The kinds on the stack; those from {@link #depth} on mean nothing. */
  private OperandKind[] stack;

  /** The kinds of the locals; null for a local that may be unset. */
  private final @Nullable OperandKind[] locals;

  private int depth;

  Frame(@Nullable OperandKind[] locals) {
    this(new OperandKind[8], 0, locals);
  }

  private Frame(OperandKind[] stack, int depth, @Nullable OperandKind[] locals) {
    this.stack = stack;
    this.depth = depth;
    this.locals = locals;
  }

  Frame copy() {
    return new Frame(Arrays.copyOf(stack, Math.max(depth, 8)), depth, locals.clone());
  }

  int depth() {
    return depth;
  }

  void push(OperandKind kind) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
    }
    stack[depth++] = kind;
  }

  /** The kinds of the operands, from the bottom. */
  List<OperandKind> operands() {
    return List.of(Arrays.copyOf(stack, depth));
  }

  /** The kind at {@code index}, counted from the bottom. */
  OperandKind at(int index) {
    return stack[index];
  }

  void drop(int count) {
    depth -= count;
  }

  @Nullable OperandKind local(int index) {
    return locals[index];
  }

  void setLocal(int index, OperandKind kind) {
    locals[index] = kind;
  }

  /** Widens this frame so that it also describes {@code other}; says whether it changed. */
  boolean widen(Frame other) {
    boolean changed = false;
    for (int i = 0; i < depth; i++) {
      OperandKind joined = stack[i].join(other.stack[i]);
      changed |= joined != stack[i];
      stack[i] = joined;
    }
    for (int i = 0; i < locals.length; i++) {
      OperandKind mine = locals[i];
      OperandKind theirs = other.locals[i];
      OperandKind joined = mine == null || theirs == null ? null : mine.join(theirs);
      changed |= joined != mine;
      locals[i] = joined;
    }
    return changed;
  }
}
