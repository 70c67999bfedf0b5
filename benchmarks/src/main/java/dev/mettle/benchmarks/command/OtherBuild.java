package dev.mettle.benchmarks.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A build to compare with. */
final class OtherBuild {

  private OtherBuild() {}

  /** Its commit, where Git knows it; else what its directory is called. */
  static String name(Path directory) {
    try {
      Process git =
          new ProcessBuilder("git", "-C", directory.toString(), "rev-parse", "--short", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? commit : directory.getFileName().toString();
    } catch (IOException e) {
      return directory.getFileName().toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return directory.getFileName().toString();
    }
  }
}
