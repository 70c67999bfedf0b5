package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.FrameLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which frames of a class wait for the values of each version: those that its callers make, and
 * where it is called as the last act, those that wait for the callers' values. Where they are few,
 * a way back in goes on in them directly.
 */
final class HandOvers {

  /** More would be asked for in vain, one after the other. */
  private static final int MAX_FRAMES = 3;

  /**
   * A frame that may wait.
   *
   * @param layout what it is like
   * @param way where it goes on
   */
  record HandOver(FrameLayout layout, VersionCode way) {}

  private final Map<VersionCode, Set<FrameLayout>> waiting = new HashMap<>();
  private final Map<FrameLayout, VersionCode> ways = new HashMap<>();

  /** Those of a class with these versions, which are complete. */
  HandOvers(Set<VersionCode> versions) {
    for (VersionCode version : versions) {
      FrameLayout layout = version.resumed();
      if (layout != null && layout.waits()) {
        ways.put(layout, version);
      }
      version.awaited().forEach((made, callee) -> of(callee).add(made));
    }
    boolean more = true;
    while (more) {
      more = false;
      for (VersionCode version : versions) {
        for (VersionCode callee : version.lastActs()) {
          more |= of(callee).addAll(of(version.origin()));
        }
      }
    }
  }

  private Set<FrameLayout> of(VersionCode version) {
    return waiting.computeIfAbsent(version, v -> new LinkedHashSet<>());
  }

  /** Where the values of a way back in may go directly; nowhere if there are many such frames. */
  List<HandOver> of(VersionCode way, Layouts layouts) {
    List<HandOver> found = new ArrayList<>();
    for (FrameLayout layout : of(way.origin())) {
      VersionCode next = ways.get(layout);
      if (next != null && next.delivered() == way.result()) {
        found.add(new HandOver(layouts.kept(layout), next));
      }
    }
    return found.size() > MAX_FRAMES ? List.of() : found;
  }
}
