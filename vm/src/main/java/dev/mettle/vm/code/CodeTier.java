package dev.mettle.vm.code;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.vm.tier.UnitLife;
import dev.mettle.vm.tier.UnitVerdict;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The compiled versions of one function, and what speaks against compiling it. */
public final class CodeTier {

  /**
   * A version that can be called.
   *
   * @param version what it is for
   * @param lanes the lanes of its parameters
   * @param expected the expected type that it is for; null if it takes any
   * @param result the lane of its result
   * @param resumable whether it may give several values
   * @param handle takes the context
   * @param life the class
   * @param isPart whether that is the class of a caller
   * @param frames what frames of the function are like that go on in the class
   */
  @SuppressWarnings("ArrayRecordComponent") // read by the hot road, compared by nobody
  public record Entry(
      Version version,
      Lane[] lanes,
      @Nullable Atom expected,
      Lane result,
      boolean resumable,
      MethodHandle handle,
      UnitLife life,
      boolean isPart,
      List<FrameLayout> frames) {

    public static Entry of(UnitVerdict.Entry entry) {
      Version version = entry.version();
      return new Entry(
          version,
          version.lanes().toArray(new Lane[0]),
          version.expected().orElse(null),
          entry.result(),
          entry.resumable(),
          entry.handle(),
          entry.life(),
          false,
          entry.frames());
    }

    /** The same way in, as a version of the first function of a unit of its own. */
    public Entry alone() {
      Version first = new Version(0, version.lanes(), version.expected());
      return new Entry(first, lanes, expected, result, resumable, handle, life, true, frames);
    }
  }

  /** A function with more versions than these gets one that takes anything. */
  private static final int MAX_VERSIONS = 4;

  private static final Entry[] NONE = {};

  /** What happened to the function. */
  public final FunctionTally tally;

  public Entry[] entries = NONE;

  /** How much hotter than others it has to be before anything is compiled for it. */
  public int patience = 1;

  /** Samples in which it was found running. */
  public int heat;

  /** Calls that no version was for, since one was asked for last. */
  public int misses;

  /** Room for its calls on the Java stack, see {@link dev.mettle.vm.tier.UnitRuns}. */
  public int room;

  /** Whether a version is being compiled. */
  public boolean waiting;

  /** The function in whose unit it is compiled, too; null if there was none. */
  public @Nullable CodeTier partOf;

  /** Times that its code left since {@link #leavesSince}. */
  public int leaves;

  public long leavesSince;

  /** Whether its versions guess nothing any more. */
  public boolean settled;

  /** Whether all ways that are seldom taken are compiled, too. */
  public boolean thorough;

  /** Where its code has left for one of them. */
  public final BitSet left = new BitSet();

  /**
   * The same at the time when the class was asked for that it is entered in, which may be a
   * caller's.
   */
  public final BitSet enteredWays = new BitSet();

  /** Whether it gave several values though nothing in its code makes any. */
  public boolean several;

  /** Values of calls, since the last one that was looked at, after which others were left. */
  public int surprises;

  /** How often it was compiled again for what it turned out to do. */
  public int mended;

  /** How many versions were asked for. */
  int asked;

  /** Why it is not compiled, or not any more; null if nothing speaks against it. */
  public @Nullable String blocked;

  public CodeTier(FunctionTally tally, int room) {
    this.tally = tally;
    this.room = room;
  }

  /**
   * Takes over a version.
   *
   * @param ways where code had left when it was asked for
   */
  public void add(Entry entry, Set<Integer> ways) {
    Entry[] more = Arrays.copyOf(entries, entries.length + 1);
    more[entries.length] = entry;
    entries = more;
    enteredWays.clear();
    ways.forEach(enteredWays::set);
    waiting = false;
    misses = 0;
  }

  /** Whether a version is coming, of its own or as a part of another unit. */
  public boolean isComing() {
    return waiting || partOf != null && partOf.waiting;
  }

  /** The classes of its own are to be replaced by better ones. */
  public void supersede() {
    for (Entry entry : entries) {
      if (!entry.isPart) {
        entry.life.supersede();
      }
    }
  }

  /** Forgets versions in classes of callers that there are better ones for. */
  public void dropSuperseded() {
    entries =
        Arrays.stream(entries).filter(entry -> !entry.life.isSuperseded()).toArray(Entry[]::new);
  }

  /** Gives up versions that guess. */
  public void settle() {
    settled = true;
    entries = NONE;
    leaves = 0;
    asked = MAX_VERSIONS;
  }

  /** Gives up all versions for better ones; says which there were. */
  public List<Version> replace() {
    List<Version> versions = Arrays.stream(entries).map(Entry::version).toList();
    entries = NONE;
    leaves = 0;
    mended++;
    return versions;
  }

  /** The version that takes anything. */
  public Version general(int arity) {
    return new Version(0, Collections.nCopies(arity, Lane.REFERENCE), Optional.empty());
  }

  /** Gives up all versions. */
  public void block(String reason) {
    entries = NONE;
    waiting = false;
    blocked = reason;
  }

  /** The version for a call with these arguments behind its head; null if there is none. */
  public @Nullable Entry select(Atom[] call, Atom expected) {
    for (Entry entry : entries) {
      if (entry.expected != null && entry.expected != expected) {
        continue;
      }
      boolean fits = true;
      for (int i = 0; fits && i < entry.lanes.length; i++) {
        fits = fits(entry.lanes[i], call[i + 1]);
      }
      if (fits) {
        return entry;
      }
    }
    return null;
  }

  /** Whether an atom can be handed over in a lane. */
  public static boolean fits(Lane lane, Atom atom) {
    return switch (lane) {
      case LONG -> atom instanceof LongAtom;
      case DOUBLE -> atom instanceof DoubleAtom;
      case BOOLEAN -> atom instanceof BoolAtom;
      case REFERENCE, OBJECT -> true;
    };
  }

  /** The version to ask for, for calls like one with these arguments; variables have no lane. */
  public Version wanted(List<Atom> arguments, Atom expected) {
    boolean general = asked >= MAX_VERSIONS;
    asked++;
    List<Lane> lanes = new ArrayList<>();
    for (Atom argument : arguments) {
      lanes.add(general ? Lane.REFERENCE : Lane.of(argument));
    }
    // Types that are no symbols are compared by their parts, which costs more than it gives.
    boolean constant = !general && expected instanceof dev.mettle.ir.atom.Symbol;
    return new Version(0, lanes, constant ? Optional.of(expected) : Optional.empty());
  }
}
