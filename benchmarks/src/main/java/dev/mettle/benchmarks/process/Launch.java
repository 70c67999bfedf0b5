package dev.mettle.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Starts processes and takes their time. */
final class Launch {

  /** Ticks of the system's clock in a second; the same wherever Linux runs Java. */
  private static final long TICK_NANOS = 10_000_000;

  private static final int CHILD_USER_TIME = 15;

  private Launch() {}

  /**
   * What a process took.
   *
   * @param nanos from its start to its end
   * @param cpuNanos processor time in its own code, of all its threads; empty where the system does
   *     not say
   * @param lastLine the last line that it printed
   */
  record Outcome(long nanos, OptionalLong cpuNanos, String lastLine) {}

  /** A process that was started ended with another status than 0. */
  static final class FailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private FailedException(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * Runs a command to its end.
   *
   * @throws FailedException if it fails, with what it printed
   */
  static Outcome run(List<String> command) throws IOException, InterruptedException {
    return run(command, Map.of());
  }

  /** {@link #run(List)} with more variables in the environment. */
  static Outcome run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("benchmark", ".err");
    try {
      OptionalLong before = childUserTicks();
      long start = System.nanoTime();
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      long nanos = System.nanoTime() - start;
      if (status != 0) {
        throw new FailedException(
            status,
            "%s ended with status %d:%n%s%n%s"
                .formatted(String.join(" ", command), status, printed, Files.readString(errors)));
      }
      OptionalLong after = childUserTicks();
      OptionalLong cpu =
          before.isPresent() && after.isPresent()
              ? OptionalLong.of((after.getAsLong() - before.getAsLong()) * TICK_NANOS)
              : OptionalLong.empty();
      return new Outcome(nanos, cpu, printed.substring(printed.lastIndexOf('\n') + 1));
    } finally {
      Files.delete(errors);
    }
  }

  /** Linux adds up what the processes that a process has started and waited for took. */
  private static OptionalLong childUserTicks() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      // The second field is a name in parentheses, which may contain blanks.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return OptionalLong.of(Long.parseLong(fields[CHILD_USER_TIME - 2]));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
