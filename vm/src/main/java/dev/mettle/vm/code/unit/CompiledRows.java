package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.vm.code.site.RowSite;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.space.RowCursor;
import dev.mettle.vm.tier.Continuation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts that a query in compiled code has still to take, from the frame as the first left it. */
final class CompiledRows extends CompiledChoice {

  private final RowSite site;
  private final RowCursor following;
  private final HeapFrame frame;
  private final long[] words;
  private final @Nullable Object[] references;

  /** For each value that the query gives where it lies among the references, or -1. */
  private final int[] places;

  CompiledRows(Resumption resumption, RowSite site, RowCursor following, HeapFrame frame) {
    super(resumption);
    this.site = site;
    this.following = following;
    this.frame = frame;
    List<FrameLayout.Slot> slots = frame.layout().slots();
    int wordCount = 0;
    while (wordCount < slots.size() && !slots.get(wordCount).isReference()) {
      wordCount++;
    }
    words = new long[wordCount];
    for (int i = 0; i < wordCount; i++) {
      words[i] = frame.word(i);
    }
    references = new @Nullable Object[slots.size() - wordCount];
    places = new int[site.foundCount()];
    Arrays.fill(places, -1);
    for (int i = 0; i < references.length; i++) {
      references[i] = frame.reference(i);
      FrameLayout.Slot slot = slots.get(wordCount + i);
      for (int k = 0; k < places.length; k++) {
        if (slot.isLocal() && slot.index() == site.found(k)) {
          places[k] = i;
        }
      }
    }
  }

  @Override
  HeapFrame advance(Machine machine) {
    following.next();
    if (!following.hasNext()) {
      machine.popChoice();
    }
    @Nullable Object[] own = references.clone();
    for (int k = 0; k < places.length; k++) {
      if (places[k] >= 0) {
        own[places[k]] = site.value(following, k);
      }
    }
    HeapFrame outer = Objects.requireNonNull(frame.outer());
    return ProgramContext.frame(frame.layout(), outer, words, own);
  }

  @Override
  @Nullable Continuation way() {
    Continuation.Several all = Continuation.allOf(frame.layout());
    return all == null ? null : all.ways()[0];
  }

  @Override
  int target() {
    return 0;
  }
}
