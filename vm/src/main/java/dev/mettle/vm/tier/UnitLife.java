package dev.mettle.vm.tier;

/**
 * Whether a class is still the one that is meant to run. Frames of one that was made again in a
 * better way go on in the interpreter: a loop that began in it would stay in it otherwise, and
 * leave at each turn.
 */
public final class UnitLife {

  private boolean superseded;

  /** That of a new class. */
  public UnitLife() {}

  /** There is a better class, or will be; said by the engine's thread. */
  public void supersede() {
    superseded = true;
  }

  /** Whether there is. */
  public boolean isSuperseded() {
    return superseded;
  }
}
