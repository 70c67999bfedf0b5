package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The state of a function of compiled code at one instruction, in the terms of the IR, on the heap.
 * Nothing in it changes but its link. Most frames have few values, which lie in fields: a recursion
 * that goes deep pays for each byte.
 *
 * @since 1.0
 */
public abstract sealed class HeapFrame
    permits HeapFrame.Empty,
        HeapFrame.Words,
        HeapFrame.Atoms,
        HeapFrame.Mixed,
        HeapFrame.Wide,
        ResumableFrame,
        OutsideFrame {

  private final @Nullable FrameLayout layout;

  /** The frame that waits for this one's value; null for the outermost. */
  private @Nullable HeapFrame outer;

  /** A frame; only one of the engine has no layout. */
  HeapFrame(@Nullable FrameLayout layout) {
    this.layout = layout;
  }

  /** What lies in it. */
  public final FrameLayout layout() {
    FrameLayout known = layout;
    if (known == null) {
      throw new IllegalStateException("a frame of the engine");
    }
    return known;
  }

  /** The frame that waits for this one's value; null for the outermost that was captured. */
  public final @Nullable HeapFrame outer() {
    return outer;
  }

  /** Links the frame to the one that waits for it. */
  public final void setOuter(HeapFrame frame) {
    outer = frame;
  }

  /** The value of a slot in a primitive lane, counted from 0. */
  public abstract long word(int index);

  /**
   * The value of a slot that is a reference, counted from 0 behind those that are not. Only what is
   * in lane {@link Lane#OBJECT} may be null.
   */
  public abstract @Nullable Object reference(int index);

  /** The same for an atom. */
  public final Atom atom(int index) {
    if (reference(index) instanceof Atom atom) {
      return atom;
    }
    throw new IllegalStateException("no atom is at " + index);
  }

  /** Makes a frame of resumable code where alternatives part: nothing waits in it. */
  public static HeapFrame forking(FrameLayout layout, HeapFrame outer, long first, long second) {
    return linked(new Words(layout, first, second), outer);
  }

  /** The same with references. */
  public static HeapFrame forking(
      FrameLayout layout, HeapFrame outer, @Nullable Object first, @Nullable Object second) {
    return linked(new Atoms(layout, first, second), outer);
  }

  /** The same with a primitive value and a reference. */
  public static HeapFrame forking(
      FrameLayout layout, HeapFrame outer, long word, @Nullable Object reference) {
    return linked(new Mixed(layout, word, reference), outer);
  }

  private static HeapFrame linked(HeapFrame frame, HeapFrame outer) {
    frame.setOuter(outer);
    return frame;
  }

  /** A frame with nothing in it. */
  static final class Empty extends HeapFrame {
    Empty(FrameLayout layout) {
      super(layout);
    }

    @Override
    public long word(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public @Nullable Object reference(int index) {
      throw new IndexOutOfBoundsException(index);
    }
  }

  /** A frame with one or two primitive values. */
  static final class Words extends HeapFrame {
    private final long first;
    private final long second;

    Words(FrameLayout layout, long first, long second) {
      super(layout);
      this.first = first;
      this.second = second;
    }

    @Override
    public long word(int index) {
      return index == 0 ? first : second;
    }

    @Override
    public @Nullable Object reference(int index) {
      throw new IndexOutOfBoundsException(index);
    }
  }

  /** A frame with up to two references. */
  static final class Atoms extends HeapFrame {
    private final @Nullable Object first;
    private final @Nullable Object second;

    Atoms(FrameLayout layout, @Nullable Object first, @Nullable Object second) {
      super(layout);
      this.first = first;
      this.second = second;
    }

    @Override
    public long word(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public @Nullable Object reference(int index) {
      return index == 0 ? first : second;
    }
  }

  /** A frame with one primitive value and one reference. */
  static final class Mixed extends HeapFrame {
    private final long word;
    private final @Nullable Object atom;

    Mixed(FrameLayout layout, long word, @Nullable Object atom) {
      super(layout);
      this.word = word;
      this.atom = atom;
    }

    @Override
    public long word(int index) {
      return word;
    }

    @Override
    public @Nullable Object reference(int index) {
      return atom;
    }
  }

  /** A frame of any size. */
  static final class Wide extends HeapFrame {
    private final long[] words;
    private final @Nullable Object[] atoms;

    Wide(FrameLayout layout, long[] words, @Nullable Object[] atoms) {
      super(layout);
      this.words = words;
      this.atoms = atoms;
    }

    @Override
    public long word(int index) {
      return words[index];
    }

    @Override
    public @Nullable Object reference(int index) {
      return atoms[index];
    }
  }
}
