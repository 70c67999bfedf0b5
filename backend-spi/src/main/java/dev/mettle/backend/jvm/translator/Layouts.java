package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.FrameLayout;
import java.util.HashMap;
import java.util.Map;

/** The layouts of the frames of one class: one object for all frames that are alike. */
final class Layouts {

  private final Map<FrameLayout, FrameLayout> known = new HashMap<>();

  /** The one that stands for all that equal this one. */
  FrameLayout kept(FrameLayout layout) {
    FrameLayout same = known.putIfAbsent(layout, layout);
    return same == null ? layout : same;
  }
}
