package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What goes into compiled code where the machine enters it, and what comes back: arguments, the
 * values of frames that go on, and results, see {@link ProgramContext}.
 *
 * @since 1.0
 */
public abstract class EntryContext extends LeavingContext {

  /** Functions with more parameters than these are not compiled. */
  public static final int MAX_PARAMETERS = 250;

  private @Nullable HeapFrame resumed;
  private @Nullable HeapFrame continuation;
  private Atom value = Symbols.EMPTY;
  private long word;
  private int room;

  // The expected type of a call lies behind its arguments.
  private final long[] words = new long[MAX_PARAMETERS + 1];
  private final @Nullable Atom[] atoms = new Atom[MAX_PARAMETERS + 1];

  /** For {@link ProgramContext}. */
  EntryContext() {}

  // ------------------------------------------------------------------ arguments and results

  /** An argument in lane LONG, or BOOLEAN as 0 and 1. */
  public final long longArgument(int index) {
    return words[index];
  }

  /** An argument in lane DOUBLE. */
  public final double doubleArgument(int index) {
    return Double.longBitsToDouble(words[index]);
  }

  /** An argument in lane REFERENCE; the expected type lies behind the arguments. */
  public final Atom argument(int index) {
    Atom found = atoms[index];
    if (found == null) {
      throw new IllegalStateException("no argument " + index);
    }
    return found;
  }

  /** How much room for calls there is, in units of 64 bytes of the Java stack. */
  public final int room() {
    return room;
  }

  /** Leaves the result of an entry in lane LONG, or BOOLEAN as 0 and 1. */
  public final void giveLong(long result) {
    word = result;
  }

  /** Leaves the result of an entry in lane DOUBLE. */
  public final void giveDouble(double result) {
    word = Double.doubleToRawLongBits(result);
  }

  /** Leaves the result of an entry in lane REFERENCE; null if the status says so. */
  public final void give(@Nullable Atom result) {
    if (result != null) {
      value = result;
    }
  }

  // ------------------------------------------------------------------ resumed frames

  /** A value in lane LONG, or BOOLEAN as 0 and 1, of the frame that goes on. */
  public final long resumedLong(int index) {
    return FrameReads.word(resumed(), index);
  }

  /** A value in lane DOUBLE of the frame that goes on. */
  public final double resumedDouble(int index) {
    return Double.longBitsToDouble(FrameReads.word(resumed(), index));
  }

  /** A reference of the frame that goes on, counted behind those that are not. */
  public final Atom resumedAtom(int index) {
    return FrameReads.atom(resumed(), index);
  }

  /** Something of the machine's own of the frame that goes on, counted like the references. */
  public final @Nullable Object resumedObject(int index) {
    return FrameReads.reference(resumed(), index);
  }

  /** The value that the frame waited for, in lane LONG, or BOOLEAN as 0 and 1. */
  public final long deliveredLong() {
    return word;
  }

  /** The value that the frame waited for, in lane DOUBLE. */
  public final double deliveredDouble() {
    return Double.longBitsToDouble(word);
  }

  /** The value that the frame waited for. */
  public final Atom delivered() {
    return value;
  }

  private HeapFrame resumed() {
    HeapFrame frame = resumed;
    if (frame == null) {
      throw new IllegalStateException("no frame goes on");
    }
    return frame;
  }

  /** What the values of the resumable function that is entered, or goes on, are for. */
  public final HeapFrame continuation() {
    HeapFrame frame = continuation;
    if (frame == null) {
      throw new IllegalStateException("nothing waits");
    }
    return frame;
  }

  // ------------------------------------------------------------------ for the engine

  /** Says what the values of a resumable function are for; null for one that is none. */
  protected final void setContinuation(@Nullable HeapFrame waiting) {
    continuation = waiting;
  }

  /** Says which frame goes on. */
  protected final void setResumed(HeapFrame frame) {
    resumed = frame;
  }

  /** Sets the value that a frame waited for, in a primitive lane. */
  protected final void deliver(long bits) {
    word = bits;
  }

  /** Sets the value that a frame waited for. */
  protected final void deliver(Atom atom) {
    value = atom;
  }

  /** Sets an argument in a primitive lane. */
  protected final void setArgument(int index, long bits) {
    words[index] = bits;
  }

  /** Sets an argument that is a reference. */
  protected final void setArgument(int index, Atom atom) {
    atoms[index] = atom;
  }

  /** Lets go of everything that was handed over, at the end of a run. */
  protected final void forgetEntries() {
    Arrays.fill(atoms, null);
    value = Symbols.EMPTY;
    resumed = null;
    continuation = null;
  }

  /** Begins an entry with so much room. */
  protected final void begin(int units) {
    room = units;
    beginAnew();
  }

  /** The result of an entry in a primitive lane. */
  protected final long word() {
    return word;
  }

  /** The result of an entry that is a reference. */
  protected final Atom value() {
    return value;
  }
}
