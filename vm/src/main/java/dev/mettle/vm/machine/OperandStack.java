package dev.mettle.vm.machine;

import org.jspecify.annotations.Nullable;

/**
 * The operand stack of an evaluator that keeps one. Every run has its own: a run inside of another,
 * or one whose results are taken one at a time, must not touch what lies on the stack of another.
 */
public interface OperandStack {

  /**
   * Puts the stack of another run in the place of the present one. The stack of a run that comes
   * back is the very same object, with all that lies on it, since whoever began the run inside may
   * still hold on to it.
   *
   * @param other what this method gave for that run; null for a run that begins
   * @return the present stack
   */
  Object exchange(@Nullable Object other);

  /**
   * Puts the stack of another run in the place of the present one, with which no run will go on.
   * Nothing is allocated here: the heap may be full.
   *
   * @param other what {@link #exchange} gave for that run
   */
  void replace(Object other);

  /**
   * The calls that wait on the present stack, in words that follow on a sentence; nothing if they
   * are few. This is asked when the heap is full.
   *
   * @param current the frame of the machine that waits for what runs now
   */
  String waitingCalls(@Nullable Frame current);

  /** The amount of work since the machine was told of it, which is now told. */
  int takeWork();
}
