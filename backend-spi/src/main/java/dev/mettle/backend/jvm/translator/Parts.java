package dev.mettle.backend.jvm.translator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that a function is split into; none if it is short enough. */
final class Parts {

  /** No parts. */
  static final Parts NONE = new Parts(List.of());

  private final List<Part> parts;
  private final Map<Integer, List<Part>> byStart = new HashMap<>();

  Parts(List<Part> parts) {
    this.parts = List.copyOf(parts);
    for (Part part : parts) {
      byStart.computeIfAbsent(part.start(), s -> new ArrayList<>()).add(part);
    }
  }

  List<Part> all() {
    return parts;
  }

  /**
   * The longest part that starts at {@code at} and is a proper piece of the run from {@code start}
   * to {@code end}.
   */
  @Nullable Part within(int at, int start, int end) {
    Part longest = null;
    for (Part part : byStart.getOrDefault(at, List.of())) {
      boolean proper = part.end() < end || (part.end() == end && at > start);
      if (proper && (longest == null || part.end() > longest.end())) {
        longest = part;
      }
    }
    return longest;
  }
}
