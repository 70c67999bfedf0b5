package dev.mettle.backend.spi;

import org.jspecify.annotations.Nullable;

/**
 * A frame of resumable code, which is made before it is known whether it will be needed: where a
 * function waits for a call that may give several values, or where alternatives part. All of them
 * go on from it, each with a copy of what lies in it.
 *
 * <p>One that waits is a barrier, too: errors count only if no alternative of the call succeeds.
 * Until a value was kept back, it knows the newest choice point of when its call began; after that,
 * what the engine put in its place.
 *
 * @since 1.0
 */
public abstract sealed class ResumableFrame extends HeapFrame {

  private @Nullable Object barrier;
  private boolean succeeded;

  private ResumableFrame(FrameLayout layout, HeapFrame outer) {
    super(layout);
    setOuter(outer);
  }

  /** The newest choice point of when the call began, or what the engine keeps in its place. */
  public final @Nullable Object barrier() {
    return barrier;
  }

  /** Keeps what the engine needs to tell alternatives of the call from others. */
  public final void setBarrier(@Nullable Object entry) {
    barrier = entry;
  }

  /** Whether an alternative gave a value that is no error. */
  public final boolean hasSucceeded() {
    return succeeded;
  }

  /** Notes that an alternative gave a value that is no error. */
  public final void succeed() {
    succeeded = true;
  }

  /** A frame with up to one primitive value and two references. */
  static final class Few extends ResumableFrame {
    private final long word;
    private final @Nullable Object first;
    private final @Nullable Object second;

    Few(
        FrameLayout layout,
        HeapFrame outer,
        long word,
        @Nullable Object first,
        @Nullable Object second) {
      super(layout, outer);
      this.word = word;
      this.first = first;
      this.second = second;
    }

    @Override
    public long word(int index) {
      return word;
    }

    @Override
    public @Nullable Object reference(int index) {
      return index == 0 ? first : second;
    }
  }

  /** A frame with up to two primitive values and four references. */
  static final class Some extends ResumableFrame {
    private final long word0;
    private final long word1;
    private final @Nullable Object reference0;
    private final @Nullable Object reference1;
    private final @Nullable Object reference2;
    private final @Nullable Object reference3;

    Some(
        FrameLayout layout,
        HeapFrame outer,
        long word0,
        long word1,
        @Nullable Object reference0,
        @Nullable Object reference1,
        @Nullable Object reference2,
        @Nullable Object reference3) {
      super(layout, outer);
      this.word0 = word0;
      this.word1 = word1;
      this.reference0 = reference0;
      this.reference1 = reference1;
      this.reference2 = reference2;
      this.reference3 = reference3;
    }

    @Override
    public long word(int index) {
      return index == 0 ? word0 : word1;
    }

    @Override
    public @Nullable Object reference(int index) {
      return switch (index) {
        case 0 -> reference0;
        case 1 -> reference1;
        case 2 -> reference2;
        default -> reference3;
      };
    }
  }

  /** A frame of any size. */
  static final class Many extends ResumableFrame {
    private final long[] words;
    private final @Nullable Object[] references;

    Many(FrameLayout layout, HeapFrame outer, long[] words, @Nullable Object[] references) {
      super(layout, outer);
      this.words = words;
      this.references = references;
    }

    @Override
    public long word(int index) {
      return words[index];
    }

    @Override
    public @Nullable Object reference(int index) {
      return references[index];
    }
  }
}
