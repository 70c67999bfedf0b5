package dev.mettle.cli.run;

/**
 * The thread that a command runs in. Its stack is larger than the JVM's default, so that recursions
 * of some ten thousand calls stay on it in compiled code. The system gives only what is used of it.
 */
public final class CommandThread extends Thread {

  private static final long STACK = 32L << 20;

  /**
   * What calls of compiled functions may take of it, in bytes. Much less than all: calls that
   * HotSpot has not compiled yet take more than they are counted for, and an operation may run
   * programs.
   */
  static final int FOR_COMPILED_CODE = 1 << 20;

  /**
   * A thread that is not started yet.
   *
   * @param work what it does
   */
  public CommandThread(Runnable work) {
    super(null, work, "main", STACK);
  }
}
