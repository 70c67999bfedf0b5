package dev.mettle.vm.tier;

import java.util.Set;

/**
 * How functions run.
 *
 * @param room what calls may take of the Java stack, in units of 64 bytes, before the code goes on
 *     on the heap; a recursion that stays within it is fastest
 * @param leaveAtPolls for tests: of so many polls one makes the code leave; 0 for none but those
 *     that the machine asks for
 * @param leaveAtResumptions for tests: of so many frames of compiled code that would go on, with a
 *     value or with their next alternative, one goes on in the interpreter; 0 for none
 * @param guesses whether versions are for lanes and expected types, and take operands of unknown
 *     kind for numbers; without, there is one version of each function, which takes anything
 * @param entersAgain for tests: whether the interpreter captures its frame wherever it comes to an
 *     instruction for the first time, and enters it again there
 * @param interpreted for tests: functions that are never compiled, by name and number of parameters
 */
public record UnitRuns(
    int room,
    int leaveAtPolls,
    int leaveAtResumptions,
    boolean guesses,
    boolean entersAgain,
    Set<String> interpreted) {

  /**
   * The default. Frames that the JVM still interprets take more than a unit says, and a part of
   * each stack is the JVM's own: with twice the room a thread of 512 KB overflows while code is
   * cold.
   */
  public static final UnitRuns DEFAULT = new UnitRuns(512, 0, 0, true, false, Set.of());

  /** Checks the numbers, and copies the set. */
  public UnitRuns {
    if (room < 0 || leaveAtPolls < 0 || leaveAtResumptions < 0) {
      throw new IllegalArgumentException("room, polls and resumptions are not negative");
    }
    interpreted = Set.copyOf(interpreted);
  }

  /** The same with so much room. */
  public UnitRuns withRoom(int units) {
    return new UnitRuns(units, leaveAtPolls, leaveAtResumptions, guesses, entersAgain, interpreted);
  }

  /** The same with code that leaves at one of so many polls. */
  public UnitRuns withLeaveAtPolls(int polls) {
    return new UnitRuns(room, polls, leaveAtResumptions, guesses, entersAgain, interpreted);
  }

  /** The same with one of so many resumptions in the interpreter. */
  public UnitRuns withLeaveAtResumptions(int resumptions) {
    return new UnitRuns(room, leaveAtPolls, resumptions, guesses, entersAgain, interpreted);
  }

  /** The same without guesses. */
  public UnitRuns withoutGuesses() {
    return new UnitRuns(room, leaveAtPolls, leaveAtResumptions, false, entersAgain, interpreted);
  }

  /** The same with an interpreter that enters its frames again. */
  public UnitRuns withEntersAgain() {
    return new UnitRuns(room, leaveAtPolls, leaveAtResumptions, guesses, true, interpreted);
  }

  /** The same with functions that are never compiled. */
  public UnitRuns withInterpreted(Set<String> functions) {
    return new UnitRuns(room, leaveAtPolls, leaveAtResumptions, guesses, entersAgain, functions);
  }
}
