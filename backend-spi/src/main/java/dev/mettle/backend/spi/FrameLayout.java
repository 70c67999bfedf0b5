package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a captured frame stands and what lies in it. Layouts are made when code is compiled and lie
 * in its class data; frames name their layout and never a class.
 *
 * @since 1.0
 */
public final class FrameLayout {

  /**
   * One value of a frame.
   *
   * @param isLocal whether it is a local of the function, or an operand
   * @param index the local's number, or the operand's height, 0 for the deepest
   * @param lane the lane that it was captured in; doubles are captured by their bits, Bools as 0
   *     and 1
   */
  public record Slot(boolean isLocal, int index, Lane lane) {

    /** Whether the frame keeps it as a reference. */
    public boolean isReference() {
      return lane == Lane.REFERENCE || lane == Lane.OBJECT;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Slot that
          && isLocal == that.isLocal
          && index == that.index
          && lane == that.lane;
    }

    @Override
    public int hashCode() {
      return 2 * index + (isLocal ? 1 : 0);
    }
  }

  /**
   * A value that is the same in all frames of a layout, and does not lie in them.
   *
   * @param isLocal whether it is a local of the function, or an operand
   * @param index the local's number, or the operand's height
   * @param value the value
   */
  public record Fixed(boolean isLocal, int index, Atom value) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fixed that
          && isLocal == that.isLocal
          && index == that.index
          && value == that.value;
    }

    @Override
    public int hashCode() {
      return 2 * index + (isLocal ? 1 : 0);
    }
  }

  private final FunctionCode code;
  private final int irOffset;
  private final boolean waits;
  private final LeaveReason reason;
  private final List<Slot> slots;
  private final List<Fixed> fixed;

  /** The same for other reasons; made by the thread that runs the engine. */
  private final Map<LeaveReason, FrameLayout> others = new EnumMap<>(LeaveReason.class);

  /** What an engine keeps here to go on in compiled code; opaque. */
  private @Nullable Object continuation;

  /**
   * A layout.
   *
   * @param code the code that the frame goes on in
   * @param irOffset the instruction that runs next or, if the frame waits, the call whose value is
   *     to come
   * @param waits whether the frame waits for the value of the call at {@code irOffset}; its
   *     operands are then those that the call leaves alone
   * @param reason why the frame was captured, if it does not wait
   * @param slots what lies in the frame: first everything in primitive lanes, then all references,
   *     each in the order of the values that are captured
   */
  public FrameLayout(
      FunctionCode code, int irOffset, boolean waits, LeaveReason reason, List<Slot> slots) {
    this(code, irOffset, waits, reason, slots, List.of());
  }

  /** The same with values that all frames have in common. */
  public FrameLayout(
      FunctionCode code,
      int irOffset,
      boolean waits,
      LeaveReason reason,
      List<Slot> slots,
      List<Fixed> fixed) {
    this.code = code;
    this.irOffset = irOffset;
    this.waits = waits;
    this.reason = reason;
    this.slots = List.copyOf(slots);
    this.fixed = List.copyOf(fixed);
  }

  /** The code that the frame goes on in. */
  public FunctionCode code() {
    return code;
  }

  /** The instruction that runs next or, if the frame waits, the call whose value is to come. */
  public int irOffset() {
    return irOffset;
  }

  /** Whether the frame waits for a value. */
  public boolean waits() {
    return waits;
  }

  /** Why the frame was captured, if it does not wait. */
  public LeaveReason reason() {
    return reason;
  }

  /** The layout of frames that are the same and were captured at the same place for a reason. */
  FrameLayout because(LeaveReason other) {
    if (other == reason) {
      return this;
    }
    FrameLayout known = others.get(other);
    if (known == null) {
      known = new FrameLayout(code, irOffset, waits, other, slots, fixed);
      others.put(other, known);
    }
    return known;
  }

  /** What lies in the frame. */
  public List<Slot> slots() {
    return slots;
  }

  /** What all frames of the layout have in common besides. */
  public List<Fixed> fixed() {
    return fixed;
  }

  /** What an engine keeps here to go on in compiled code; null if the interpreter goes on. */
  public @Nullable Object continuation() {
    return continuation;
  }

  /** Keeps what an engine needs to go on in compiled code. */
  public void setContinuation(Object way) {
    continuation = way;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FrameLayout that
        && code == that.code
        && irOffset == that.irOffset
        && waits == that.waits
        && reason == that.reason
        && slots.equals(that.slots)
        && fixed.equals(that.fixed);
  }

  @Override
  public int hashCode() {
    return 31 * (2 * irOffset + (waits ? 1 : 0)) + slots.size();
  }
}
