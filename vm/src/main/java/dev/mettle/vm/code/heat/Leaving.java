package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges code that leaves: what turned out otherwise than was guessed is compiled once more in a
 * better way, and what leaves too often is given up.
 */
public final class Leaving {

  /** Calls after which a function that code leaves for is compiled by itself. */
  private static final int MISSES = 64;

  /** So many times code may leave before it is looked at how fast it does. */
  private static final int LEAVES = 256;

  /** Code that leaves more often than once in so many nanoseconds costs more than it saves. */
  private static final long NANOS_A_LEAVE = 10_000;

  /** The same for wrong guesses, which are mended and cost what the interpreter does besides. */
  private static final long NANOS_A_WRONG_GUESS = 100_000;

  /** So many values after which others were to be tried are no accident. */
  private static final int SURPRISES = 64;

  /** Code is compiled so many times for what it turned out to do. */
  private static final int MENDS = 4;

  /** What may be done about code that leaves too often. */
  private enum Remedy {
    /** Nothing: it is given up. */
    NONE,
    /** To take nothing for a number that is not known to be one. */
    NO_GUESSES,
    /** To compile the ways that are seldom taken. */
    THOROUGH,
    /** To have it wait for several values. */
    SEVERAL
  }

  private final UnitBuilds builds;
  private final TierCounts counts;

  Leaving(UnitBuilds builds, TierCounts counts) {
    this.builds = builds;
    this.counts = counts;
  }

  /** Code left at an instruction. */
  public void left(Code entered, FrameLayout layout) {
    counts.leaves(layout.code().function().name(), layout.reason().description());
    CodeTier tier = entered.noted;
    if (layout.reason() == LeaveReason.DEPTH && tier != null) {
      tier.room = Math.min(2 * tier.room, builds.options().runs().room());
    }
    if (layout.reason() != LeaveReason.DEPTH && layout.reason() != LeaveReason.POLL) {
      Remedy remedy =
          switch (layout.reason()) {
            case ARGUMENT_KIND ->
                builds.tierOf(entered).settled ? Remedy.THOROUGH : Remedy.NO_GUESSES;
            case RESULT_KIND, INTEGER_RANGE -> Remedy.NO_GUESSES;
            case VARIABLE, EVALUATION, EXPECTED_TYPE, ERROR -> Remedy.THOROUGH;
            case SEVERAL_RESULTS, DEPTH, POLL, INVALIDATED, RULES, NOT_COMPILED -> Remedy.NONE;
          };
      Code left = (Code) layout.code();
      if (remedy == Remedy.THOROUGH) {
        builds.tierOf(left).left.set(layout.irOffset());
      }
      judge(entered, left, layout.reason().description(), remedy);
    }
  }

  /** Code left for something that the machine does; the code goes on behind it. */
  public void left(Code entered, String step) {
    counts.leaves(entered.function().name(), step);
  }

  /**
   * Whether a function that compiled code has to leave for is going to have compiled code as well:
   * what hot code calls is hot. The caller is not to blame for that, and waits.
   *
   * @param called its code; null if it has none
   * @param call the call, with its head
   */
  public boolean isComing(@Nullable Code called, Atom[] call, Atom expected) {
    if (called == null || builds.isEager()) {
      return false;
    }
    CodeTier tier = builds.tierOf(called);
    if (tier.blocked != null || tier.entries.length > 0) {
      return false;
    }
    if (!tier.waiting && ++tier.misses >= MISSES) {
      tier.misses = 0;
      builds.request(called, tier, tier.wanted(List.of(call).subList(1, call.length), expected));
    }
    return tier.blocked == null;
  }

  /**
   * Code left for a call of a function that has no compiled code, or none that it could enter.
   *
   * @param several whether it has some that may give several values
   */
  public void leftForCall(Code entered, String call, boolean several) {
    counts.leaves(entered.function().name(), "a call of a function without compiled code");
    String reason = "it makes " + call + ", which has no compiled code";
    judge(entered, entered, reason, several ? Remedy.SEVERAL : Remedy.NONE);
  }

  /**
   * A frame of plain code got a value that leaves others to be tried. If that happens again and
   * again, such code is compiled in the way of functions with several values.
   *
   * @param entered the code whose class it most likely belongs to
   */
  public void surprised(Code code, Code entered) {
    CodeTier tier = builds.tierOf(code);
    if (!builds.isOn() || ++tier.surprises < (builds.isEager() ? 1 : SURPRISES)) {
      return;
    }
    tier.surprises = 0;
    mend(entered, code, Remedy.SEVERAL);
    if (entered != code) {
      mend(code, code, Remedy.SEVERAL);
    }
  }

  /** Compiles code once more in a better way; false if that was tried before. */
  private boolean mend(Code entered, Code flawed, Remedy remedy) {
    CodeTier tier = builds.tierOf(entered);
    CodeTier cause = builds.tierOf(flawed);
    if (tier.blocked != null || tier.waiting) {
      return true;
    }
    boolean news =
        remedy == Remedy.SEVERAL ? !cause.several : !cause.enteredWays.equals(cause.left);
    if (tier.mended == MENDS || !news && entered == flawed) {
      return false;
    }
    if (remedy == Remedy.SEVERAL) {
      cause.several = true;
    }
    if (!builds.isEager()) {
      builds.decide();
      tier.supersede();
    }
    List<Version> versions = tier.replace();
    if (!versions.isEmpty()) {
      counts.count(
          remedy == Remedy.SEVERAL
              ? "functions compiled again for several values"
              : "functions compiled again with their seldom ways");
      if (!builds.isEager()) {
        entered.tier = null;
      }
      builds.request(entered, tier, versions.getLast());
    }
    return true;
  }

  /** Looks at how often code leaves: wrong guesses are made once, anything else is given up. */
  private void judge(Code entered, Code left, String reason, Remedy remedy) {
    CodeTier tier = entered.noted;
    if (tier == null || tier.waiting || builds.isEager()) {
      return;
    }
    if (tier.leaves++ == 0) {
      tier.leavesSince = System.nanoTime();
    } else if (tier.leaves >= LEAVES) {
      long nanos = System.nanoTime() - tier.leavesSince;
      boolean often = nanos < LEAVES * NANOS_A_WRONG_GUESS;
      if (remedy == Remedy.NO_GUESSES && !tier.settled && often) {
        counts.count("functions compiled again without guesses");
        builds.decide();
        tier.supersede();
        tier.settle();
        entered.tier = null;
        builds.request(entered, tier, tier.general(entered.function().parameterCount() - 1));
        return;
      }
      boolean mendable = remedy == Remedy.THOROUGH || remedy == Remedy.SEVERAL;
      if (often && mendable && mend(entered, left, remedy)) {
        return;
      }
      if (nanos < LEAVES * NANOS_A_LEAVE) {
        counts.count("functions given up: " + reason);
        builds.block(entered, "it left too often: " + reason);
        if (left != entered) {
          builds.block(left, "it left too often: " + reason);
        }
      }
      tier.leaves = 0;
    }
  }
}
