package dev.mettle.backend.spi;

import java.util.List;

/** A way into the code of a function. */
public sealed interface EntryKind {

  /**
   * The entry that takes any arguments; every compiled function has it. Its method is {@code static
   * Atom f(ExecutionContext context, View view, Atom expectedType, Atom[] arguments)}; it returns
   * the result, {@link ExecutionContext#NONE} or {@link ExecutionContext#UNWINDING}.
   */
  record Generic() implements EntryKind {}

  /**
   * An entry for arguments of known kinds: {@code static R f(ExecutionContext context, lanes...)}.
   * It returns the result in its lane; where it cannot, it captures its frame and throws {@link
   * Unwinding}.
   *
   * @param lanes the lane of each argument
   * @param result the lane of the result
   */
  record Typed(List<Lane> lanes, Lane result) implements EntryKind {
    /** Copies the list. */
    public Typed {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * The entry at which a captured or suspended frame goes on: {@code static Atom f(ExecutionContext
   * context, CapturedFrame frame)}.
   */
  record Resume() implements EntryKind {}

  /**
   * An entry into the middle of a loop, for a function that became hot while it ran; same shape as
   * {@link Resume}.
   *
   * @param irOffset index of the instruction that the loop jumps back to
   */
  record Loop(int irOffset) implements EntryKind {
    /** Checks the offset. */
    public Loop {
      if (irOffset < 0) {
        throw new IllegalArgumentException("negative offset " + irOffset);
      }
    }
  }
}
