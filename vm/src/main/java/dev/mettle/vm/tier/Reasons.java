package dev.mettle.vm.tier;

import org.jspecify.annotations.Nullable;

/** One line about something that was thrown, for messages to users. */
final class Reasons {

  private static final int MAX_LENGTH = 300;

  private Reasons() {}

  /** The kind and the first line of the message; of wrappers also the cause. */
  static String of(Throwable thrown) {
    StringBuilder out = new StringBuilder();
    @Nullable Throwable next = thrown;
    for (int depth = 0; next != null && depth < 3; depth++) {
      if (depth > 0) {
        out.append(", caused by ");
      }
      out.append(next.getClass().getSimpleName());
      String message = next.getMessage();
      if (message != null && !message.isBlank()) {
        out.append(": ").append(message.lines().findFirst().orElse(""));
      }
      next = next.getCause() == next ? null : next.getCause();
    }
    return out.length() <= MAX_LENGTH ? out.toString() : out.substring(0, MAX_LENGTH) + "...";
  }
}
