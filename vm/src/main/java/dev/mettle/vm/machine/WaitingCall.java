package dev.mettle.vm.machine;

import org.jspecify.annotations.Nullable;

/** A frame as those see it who ask which calls wait. */
public interface WaitingCall {

  /** The frame that waits for this one; null if none does, or if it is known elsewhere. */
  @Nullable WaitingCall outer();

  /**
   * Tells of the call that waits here, if a rule has made it.
   *
   * @param visitor who is told
   * @return false to say that it is enough
   */
  boolean tell(CallVisitor visitor);
}
