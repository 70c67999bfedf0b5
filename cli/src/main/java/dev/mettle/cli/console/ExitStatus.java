package dev.mettle.cli.console;

/** What the process tells its caller; scripts rely on these numbers. */
public final class ExitStatus {
  /** Everything was done. */
  public static final int OK = 0;

  /** The program ended in an error, or could not be parsed. */
  public static final int PROGRAM_ERROR = 1;

  /** The command line itself is wrong: an unknown option, a file that cannot be read. */
  public static final int WRONG_USAGE = 2;

  /** A limit of steps, time or memory ended the program. */
  public static final int STOPPED = 3;

  /** Mettle itself is at fault. */
  public static final int DEFECT = 4;

  private ExitStatus() {}
}
