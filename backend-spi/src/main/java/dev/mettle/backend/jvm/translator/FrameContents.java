package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What of a state is kept in a frame: the locals that are still read, and all operands.
 *
 * @param words the values in primitive lanes
 * @param references the others
 * @param slots where both belong
 * @param fixed the constants, if they are kept apart
 */
record FrameContents(
    List<Value> words,
    List<Value> references,
    List<FrameLayout.Slot> slots,
    List<FrameLayout.Fixed> fixed) {

  /**
   * What a frame has to keep.
   *
   * @param live the locals that are read
   * @param keepsConstantsApart whether constants belong to the layout instead
   */
  static FrameContents of(State state, BitSet live, boolean keepsConstantsApart) {
    List<Value> words = new ArrayList<>();
    List<Value> references = new ArrayList<>();
    List<FrameLayout.Slot> wordSlots = new ArrayList<>();
    List<FrameLayout.Slot> referenceSlots = new ArrayList<>();
    List<FrameLayout.Fixed> fixed = new ArrayList<>();
    for (int place = 0; place < state.places(); place++) {
      boolean isLocal = place < state.localCount();
      Value value = state.at(place);
      if (value == null || isLocal && !live.get(place)) {
        continue;
      }
      int index = isLocal ? place : place - state.localCount();
      if (keepsConstantsApart && value instanceof Value.Known known) {
        fixed.add(new FrameLayout.Fixed(isLocal, index, known.atom()));
        continue;
      }
      Lane lane = value instanceof Value.Known ? Lane.REFERENCE : value.lane();
      boolean isWord = lane != Lane.REFERENCE && lane != Lane.OBJECT;
      (isWord ? wordSlots : referenceSlots).add(new FrameLayout.Slot(isLocal, index, lane));
      (isWord ? words : references).add(value);
    }
    List<FrameLayout.Slot> slots = new ArrayList<>(wordSlots);
    slots.addAll(referenceSlots);
    return new FrameContents(words, references, slots, fixed);
  }
}
