package dev.mettle.cli.testing;

import dev.mettle.cli.run.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Waits until a program changes, or a module that lies beside one. */
public final class Watch {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String ENDING = ".metta";

  private final List<Source.ProgramFile> files;
  private Map<Path, Long> seen;

  /** Watches over the directories of these files. */
  public Watch(List<Source.ProgramFile> files) {
    this.files = files;
    this.seen = times();
  }

  /** Returns when something has changed since the last call. */
  public void await() throws InterruptedException {
    while (true) {
      Map<Path, Long> now = times();
      if (!now.equals(seen)) {
        seen = now;
        return;
      }
      Thread.sleep(PAUSE);
    }
  }

  private Map<Path, Long> times() {
    Map<Path, Long> times = new TreeMap<>();
    for (Source.ProgramFile file : files) {
      note(file.path(), times);
      Path directory = Optional.ofNullable(file.path().getParent()).orElse(Path.of(""));
      try (Stream<Path> entries = Files.list(directory)) {
        entries
            .filter(entry -> entry.toString().endsWith(ENDING))
            .forEach(entry -> note(entry, times));
      } catch (IOException e) {
        // A directory that is just being replaced is looked at again.
        times.put(directory, -1L);
      }
    }
    return times;
  }

  private static void note(Path file, Map<Path, Long> times) {
    try {
      times.put(file, Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file));
    } catch (IOException e) {
      times.put(file, -1L);
    }
  }
}
