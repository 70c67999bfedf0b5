package dev.mettle.vm.minimal;

/** Which children of a call are handed over as written. */
public interface UnevaluatedParts {

  /** All children of a tuple are evaluated. */
  UnevaluatedParts NONE = index -> false;

  /** Whether an expression at a place is handed over as written; 0 is the head. */
  boolean leavesUnevaluated(int index);
}
