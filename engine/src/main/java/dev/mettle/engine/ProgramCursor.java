package dev.mettle.engine;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;

/**
 * A program that is run one {@code !} at a time, each under limits of its own. Where one of them
 * was stopped, the program can still go on with the next.
 */
public final class ProgramCursor {

  private final RunControl control;
  private final ProgramReading program;

  ProgramCursor(RunControl control, ProgramReading program) {
    this.control = control;
    this.program = program;
  }

  /**
   * Adds atoms up to the next {@code !} and evaluates that.
   *
   * @return whether the program goes on
   * @throws SyntaxException if the text cannot be read any further
   * @throws RunStoppedException if the run was stopped or reached a limit
   */
  public boolean next(RunLimits limits) {
    try {
      return control.run(limits, program::step);
    } catch (RunStoppedException e) {
      throw program.placed(e);
    }
  }

  /** Where the text has been read to: the beginning of the atom that came last. */
  public SourcePosition position() {
    return program.position();
  }
}
