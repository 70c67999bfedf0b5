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
   * Tells of the code that runs on this stack, if it is what has ended a run.
   *
   * @param end how it has ended it
   * @return whether that is so
   */
  boolean tellRunning(Throwable end, CallVisitor visitor);

  /** Tells of the calls that wait for the running one; nothing is allocated. */
  void tellWaiting(CallVisitor visitor);

  /**
   * Tells of the calls that wait in a frame of the machine; nothing is allocated.
   *
   * @param current the frame that waits for what runs now
   */
  void tellWaiting(@Nullable WaitingCall current, CallVisitor visitor);

  /** The amount of work since the machine was told of it, which is now told. */
  int takeWork();
}
