package dev.mettle.backend.spi;

import java.util.List;

/**
 * Where a captured frame stands and what lies in it. Layouts are made when code is compiled and lie
 * in its class data; frames name their layout and never a class.
 *
 * @param code the code that the frame goes on in
 * @param irOffset the instruction that runs next or, if the frame waits, the call whose value is to
 *     come
 * @param waits whether the frame waits for the value of the call at {@code irOffset}; its operands
 *     are then those that the call leaves alone
 * @param reason why the frame was captured, if it does not wait
 * @param slots what lies in the frame: first everything in primitive lanes, then all references,
 *     each in the order of the values that are captured
 */
public record FrameLayout(
    FunctionCode code, int irOffset, boolean waits, LeaveReason reason, List<Slot> slots) {

  /**
   * One value of a frame.
   *
   * @param isLocal whether it is a local of the function, or an operand
   * @param index the local's number, or the operand's height, 0 for the deepest
   * @param lane the lane that it was captured in; doubles are captured by their bits, Bools as 0
   *     and 1
   */
  public record Slot(boolean isLocal, int index, Lane lane) {}

  /** Copies the list. */
  public FrameLayout {
    slots = List.copyOf(slots);
  }
}
