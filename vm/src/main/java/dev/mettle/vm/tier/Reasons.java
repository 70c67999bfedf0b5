package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Backend;
import java.util.ServiceConfigurationError;
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
      out.append(one(next));
      next = next.getCause() == next ? null : next.getCause();
    }
    return out.length() <= MAX_LENGTH ? out.toString() : out.substring(0, MAX_LENGTH) + "...";
  }

  private static String one(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return thrown.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse("");
    // The loader's own messages are sentences, but for the name of the service in front.
    return thrown instanceof ServiceConfigurationError
        ? line.replace(Backend.class.getName() + ": ", "")
        : thrown.getClass().getSimpleName() + ": " + line;
  }
}
