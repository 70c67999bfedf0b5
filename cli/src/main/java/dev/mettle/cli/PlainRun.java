package dev.mettle.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises {@code run} with nothing but files, {@code -} and {@code -e EXPR}, without loading the
 * command-line library.
 */
final class PlainRun {
  private PlainRun() {}

  /** The request, or null where the arguments ask for anything else. */
  static @Nullable RunRequest parse(String[] arguments) {
    if (arguments.length < 2 || !arguments[0].equals("run")) {
      return null;
    }
    List<Source> sources = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("-e") && i + 1 < arguments.length) {
        i++;
        sources.add(new Source.Inline(arguments[i]));
      } else if (argument.length() > 1 && argument.startsWith("-") || argument.isEmpty()) {
        return null;
      } else {
        sources.add(Source.named(argument));
      }
    }
    return RunRequest.plain(sources);
  }
}
