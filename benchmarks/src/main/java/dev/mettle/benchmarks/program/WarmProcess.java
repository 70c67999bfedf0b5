package dev.mettle.benchmarks.program;

import com.google.gson.Gson;
import dev.mettle.engine.Engine;
import dev.mettle.engine.Results;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Runs a size of a program again and again in one engine, in a JVM of its own, and takes the time
 * once it is warm.
 */
public final class WarmProcess {

  private final Engine engine;
  private final Program.Size size;

  private WarmProcess(Engine engine, Program.Size size) {
    this.engine = engine;
    this.size = size;
  }

  /**
   * What samples say of one run.
   *
   * @param nanos by the clock, of each sample
   * @param cpuNanos processor time of the whole process; negative where the system does not say
   */
  record Samples(double[] nanos, double[] cpuNanos) {

    ProgramResult.Times medians() {
      double cpu = median(cpuNanos);
      return new ProgramResult.Times(
          median(nanos), cpu < 0 ? OptionalDouble.empty() : OptionalDouble.of(cpu));
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }
  }

  // ------------------------------------------------------------------ the process itself

  /** What the process runs; prints the samples as JSON. */
  public static void main(String[] arguments) throws IOException, SyntaxException {
    Request request = new Gson().fromJson(arguments[0], Request.class);
    Tier tier = Tier.of(request.tier()).orElseThrow();
    System.out.println(
        new Gson().toJson(run(tier, Path.of(request.file()), request.size(), request.effort())));
  }

  /** The argument of the process. */
  private record Request(String tier, String file, Program.Size size, WarmEffort effort) {}

  /**
   * Takes samples in this process.
   *
   * @throws IOException if the program ends in an error or an answer is wrong
   */
  static Samples run(Tier tier, Path file, Program.Size size, WarmEffort effort)
      throws IOException, SyntaxException {
    Engine engine = Engine.builder().tier(tier).build();
    if (!engine.run(SourceText.load(file), results -> {})) {
      throw new IOException(file + " ends in an error");
    }
    WarmProcess process = new WarmProcess(engine, size);
    long warm = System.nanoTime() + 1_000_000L * effort.millis();
    for (int runs = 0; runs < effort.runs() || System.nanoTime() < warm; runs++) {
      process.once();
    }
    double[] nanos = new double[effort.samples()];
    double[] cpuNanos = new double[effort.samples()];
    for (int sample = 0; sample < effort.samples(); sample++) {
      long cpu = cpuNanos();
      long start = System.nanoTime();
      long enough = start + 1_000_000L * effort.sampleMillis();
      int runs = 0;
      do {
        process.once();
        runs++;
      } while (System.nanoTime() < enough);
      nanos[sample] = (System.nanoTime() - start) / (double) runs;
      cpuNanos[sample] = cpu < 0 ? -1 : (cpuNanos() - cpu) / (double) runs;
    }
    return new Samples(nanos, cpuNanos);
  }

  private void once() throws IOException, SyntaxException {
    List<String> printed = new ArrayList<>();
    for (Results results : engine.run(ProcessRuns.call(size))) {
      results.atoms().forEach(atom -> printed.add(AtomPrinter.print(atom)));
    }
    if (!printed.equals(List.of(size.answer()))) {
      throw new IOException(
          "%s gives %s and not [%s]".formatted(ProcessRuns.call(size), printed, size.answer()));
    }
  }

  /** What all threads have used so far; the system counts it in hundredths of a second. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  // ------------------------------------------------------------------ who starts it

  /**
   * Measures what a program says of warm processes, on all tiers but the tree-walker.
   *
   * @throws IOException if a process fails, of which a heap that is too small is one reason
   */
  public static List<WarmResult> measure(Program program, List<String> tiers, WarmEffort effort)
      throws IOException, InterruptedException {
    List<WarmResult> results = new ArrayList<>();
    for (Program.Warm warm : program.warm()) {
      for (String tier : tiers) {
        if (!Program.isSlow(tier)) {
          results.add(measure(program, warm, tier, effort));
        }
      }
    }
    return results;
  }

  private static WarmResult measure(
      Program program, Program.Warm warm, String tier, WarmEffort effort)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher has it.
    command.add("-XX:+UseSerialGC");
    warm.megabytes().ifPresent(megabytes -> command.add("-Xmx" + megabytes + "m"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            WarmProcess.class.getName(),
            new Gson().toJson(new Request(tier, program.file().toString(), warm.size(), effort))));
    Samples samples = new Gson().fromJson(Launch.run(command).lastLine(), Samples.class);
    return new WarmResult(
        program.name(),
        tier,
        warm.size().size(),
        warm.megabytes().isPresent() ? warm.megabytes().getAsInt() + " MB" : "any",
        program.unit(),
        warm.size().units(),
        samples.medians());
  }
}
