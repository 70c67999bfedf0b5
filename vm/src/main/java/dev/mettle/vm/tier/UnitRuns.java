package dev.mettle.vm.tier;

/**
 * How compiled functions run.
 *
 * @param room what calls may take of the Java stack, in units of 64 bytes, before the code goes on
 *     on the heap; a recursion that stays within it is fastest
 * @param leaveAtPolls for tests: of so many polls one makes the code leave; 0 for none but those
 *     that the machine asks for
 */
public record UnitRuns(int room, int leaveAtPolls) {

  /**
   * The default. Frames that the JVM still interprets take more than a unit says, and a part of
   * each stack is the JVM's own: with twice the room a thread of 512 KB overflows while code is
   * cold.
   */
  public static final UnitRuns DEFAULT = new UnitRuns(512, 0);

  /** Checks the numbers. */
  public UnitRuns {
    if (room < 0 || leaveAtPolls < 0) {
      throw new IllegalArgumentException("room and polls are not negative");
    }
  }
}
