package dev.mettle.conformance.differential;

import dev.mettle.conformance.answer.ProgramOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers programs by another process, which reads the paths of programs, one a line, and answers
 * each with its output, an empty line, and {@code --- done}, {@code --- crashed} or {@code ---
 * timeout}.
 *
 * @since 1.0
 */
public final class ProcessOracle implements Oracle {

  private static final String STATUS = "--- ";

  private final List<String> command;
  private final Path program;
  private @Nullable Process process;

  /**
   * An oracle; the process starts with the first program.
   *
   * @param command the command with its arguments
   * @param directory where the programs are written
   */
  public ProcessOracle(List<String> command, Path directory) {
    this.command = List.copyOf(command);
    this.program = directory.resolve("program-" + ProcessHandle.current().pid() + ".metta");
  }

  @Override
  public Outcome run(Script script) {
    try {
      Files.writeString(program, script.text());
      Process running = started();
      Writer requests = running.outputWriter(StandardCharsets.UTF_8);
      requests.write(program.toAbsolutePath() + "\n");
      requests.flush();
      return read(running.inputReader(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s does not answer: %s".formatted(command, e.getMessage()), e);
    }
  }

  private static Outcome read(BufferedReader answers) throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("it ended; see its standard error");
      }
      if (line.startsWith(STATUS)) {
        if (!lines.isEmpty() && lines.getLast().isEmpty()) {
          lines.removeLast();
        }
        return switch (line.substring(STATUS.length())) {
          case "done" -> new Answered(ProgramOutput.recorded(lines));
          case "timeout" -> new TimedOut();
          default -> new Crashed("the process of the program died");
        };
      }
      lines.add(line);
    }
  }

  private Process started() throws IOException {
    Process running = process;
    if (running == null) {
      running = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process = running;
    }
    return running;
  }

  @Override
  public void renew() {
    Process running = process;
    if (running != null) {
      running.destroy();
      process = null;
    }
  }

  @Override
  public void close() {
    renew();
    try {
      Files.deleteIfExists(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
