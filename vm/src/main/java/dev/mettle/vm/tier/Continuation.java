package dev.mettle.vm.tier;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Where a captured frame goes on in compiled code. */
public final class Continuation {

  private final @Nullable Lane delivered;
  private final Lane result;
  private final MethodHandle handle;
  private final UnitLife life;
  private final int number;
  private int usableAt = -1;

  /**
   * A way on.
   *
   * @param delivered the lane of the value that the frame waits for; null if it does not
   * @param result the lane of the function's result
   * @param handle takes the context
   * @param life the class
   * @param number its number among the ways back into that
   */
  Continuation(
      @Nullable Lane delivered, Lane result, MethodHandle handle, UnitLife life, int number) {
    this.delivered = delivered;
    this.result = result;
    this.handle = handle;
    this.life = life;
    this.number = number;
  }

  /** The lane of the value that the frame waits for; null if it does not. */
  public @Nullable Lane delivered() {
    return delivered;
  }

  /** The lane of the function's result. */
  public Lane result() {
    return result;
  }

  /** Takes the context. */
  public MethodHandle handle() {
    return handle;
  }

  /** The class. */
  public UnitLife life() {
    return life;
  }

  /** Its number among the ways back into the class. */
  public int number() {
    return number;
  }

  /** Whether it was found usable when so many decisions about compiled code had been made. */
  public boolean isUsableAt(int decisions) {
    return usableAt == decisions;
  }

  /** Notes that it was found usable. */
  public void setUsableAt(int decisions) {
    usableAt = decisions;
  }

  /** The ways that go on from frames of one layout; some may be missing. */
  @SuppressWarnings("ArrayRecordComponent") // read by the hot road, compared by nobody
  public record Several(@Nullable Continuation[] ways) {}

  /** Keeps the way to go on from frames of a layout by one of its targets. */
  static void keep(FrameLayout layout, int target, Continuation way) {
    if (way.delivered() != null) {
      layout.setContinuation(way);
      return;
    }
    Several known = layout.continuation() instanceof Several several ? several : null;
    int length = Math.max(target + 1, known == null ? 0 : known.ways().length);
    @Nullable Continuation[] ways = new @Nullable Continuation[length];
    if (known != null) {
      System.arraycopy(known.ways(), 0, ways, 0, known.ways().length);
    }
    ways[target] = way;
    layout.setContinuation(new Several(ways));
  }

  /** The way to go on from frames of a layout with a value; null if there is none. */
  public static @Nullable Continuation of(FrameLayout layout) {
    return current((Continuation) layout.continuation());
  }

  /** The ways to go on from frames of a layout by its targets; null if there are none. */
  public static @Nullable Several allOf(FrameLayout layout) {
    return layout.continuation() instanceof Several several ? several : null;
  }

  /** The way to go on from frames of a layout by one of its targets; null if there is none. */
  public static @Nullable Continuation of(FrameLayout layout, int target) {
    return layout.continuation() instanceof Several several && target < several.ways().length
        ? current(several.ways()[target])
        : null;
  }

  private static @Nullable Continuation current(@Nullable Continuation way) {
    return way == null || way.life.isSuperseded() ? null : way;
  }
}
