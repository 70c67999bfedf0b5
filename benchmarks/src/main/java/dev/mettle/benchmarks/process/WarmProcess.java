package dev.mettle.benchmarks.process;

import dev.mettle.benchmarks.program.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a process that gives the same answer again and again, and takes the time between its
 * answers once it is warm. So other builds, Java and Prolog are measured as this build is.
 */
final class WarmProcess {

  /** Lines that a program prints before its answers. */
  private static final int PRELUDE = 20;

  /** The processor time is not asked for more often. */
  private static final long PATIENCE_NANOS = 40_000_000;

  private static final int LEAST_RUNS = 3;

  private final Process process;
  private final BufferedReader lines;
  private final String answer;
  private int answers;

  private WarmProcess(Process process, BufferedReader lines, String answer) {
    this.process = process;
    this.lines = lines;
    this.answer = answer;
  }

  /**
   * One sample.
   *
   * @param nanos the time of a run by the clock
   * @param cpuNanos the processor time of a run, without that of the JVM's compilers
   */
  record Sample(double nanos, double cpuNanos) {}

  /**
   * Starts a process and takes its samples.
   *
   * @param directory where its files may be
   * @throws IOException if it ends too early or an answer is wrong
   */
  static List<Sample> samples(Side side, Side.Job job, WarmEffort effort, Path directory)
      throws IOException, InterruptedException {
    Side.Launch launch = side.launch(job, directory);
    Path errors = Files.createTempFile(directory, "warm", ".err");
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectError(errors.toFile());
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return new WarmProcess(process, lines, job.answer()).watch(effort);
    } catch (IOException e) {
      throw new IOException(
          "%s: %s%n%s"
              .formatted(
                  String.join(" ", launch.command()), e.getMessage(), Files.readString(errors)),
          e);
    } finally {
      // Until it is gone its processor time does not count as this process's.
      process.destroyForcibly().waitFor();
    }
  }

  private List<Sample> watch(WarmEffort effort) throws IOException {
    await();
    while (answers < LEAST_RUNS
        || ProcessorTime.of(process.pid()).all() < 1e6 * effort.warmMillis()) {
      pause();
    }
    List<Sample> samples = new ArrayList<>();
    int runsBefore = answers;
    long clockBefore = System.nanoTime();
    ProcessorTime before = ProcessorTime.of(process.pid());
    while (samples.size() < effort.samples()) {
      pause();
      ProcessorTime now = ProcessorTime.of(process.pid());
      double used = now.program() - before.program();
      if (used >= 1e6 * effort.sampleMillis()) {
        long clock = System.nanoTime();
        double runs = answers - runsBefore;
        samples.add(new Sample((clock - clockBefore) / runs, used / runs));
        runsBefore = answers;
        clockBefore = clock;
        before = now;
      }
    }
    return samples;
  }

  /** Reads until the first answer. */
  private void await() throws IOException {
    String line = read();
    for (int i = 0; !line.equals(answer); i++) {
      if (i == PRELUDE) {
        throw new IOException("gives " + line + " and not " + answer);
      }
      line = read();
    }
    answers = 1;
  }

  /** Reads answers for a while, and to the last one that is there. */
  private void pause() throws IOException {
    long enough = System.nanoTime() + PATIENCE_NANOS;
    do {
      String line = read();
      if (!line.equals(answer)) {
        throw new IOException("gives " + line + " and not " + answer);
      }
      answers++;
    } while (System.nanoTime() < enough || lines.ready());
  }

  private String read() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("ended after " + answers + " answers");
    }
    return line;
  }
}
