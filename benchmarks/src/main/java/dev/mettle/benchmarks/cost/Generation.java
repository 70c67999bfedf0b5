package dev.mettle.benchmarks.cost;

import com.google.gson.Gson;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitCompiler;
import dev.mettle.vm.tier.UnitVerdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Optional;

/**
 * What it costs to make a class of one function, in processor time of the thread that does it.
 *
 * @param instructions how many instructions of IR the function has
 * @param classBytes length of the class file
 * @param firstNanos the first one of a process, with all that the library loads
 * @param secondNanos the second one
 * @param tenthNanos the tenth one
 * @param warmNanos once a thousand were made
 */
public record Generation(
    int instructions,
    int classBytes,
    double firstNanos,
    double secondNanos,
    double tenthNanos,
    double warmNanos) {

  private static final int TENTH = 10;
  private static final int WARM_UP = 1_000;
  private static final int SAMPLES = 101;

  /** What the process runs; prints the costs as JSON. */
  public static void main(String[] arguments) {
    System.out.println(new Gson().toJson(measure(Integer.parseInt(arguments[0]), arguments[1])));
  }

  /** Measures arithmetic of a depth in a process of its own. */
  public static Generation of(int depth, String backend) throws IOException, InterruptedException {
    return new Gson()
        .fromJson(
            OwnProcess.run(Generation.class, Integer.toString(depth), backend), Generation.class);
  }

  private static Generation measure(int depth, String backend) {
    AvailableBackend available =
        BackendCatalog.discover().select(Optional.of(backend)).orElseThrow();
    Workload workload = new Workload(Family.ARITHMETIC, depth, Operands.INPUTS);
    UnitRequest request =
        Engine.create().lower(workload.program()).units().getFirst().request().orElseThrow();
    UnitCompiler compiler = new UnitCompiler(TierOptions.DEFAULT);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] nanos = new double[WARM_UP + SAMPLES];
    int bytes = 0;
    for (int i = 0; i < nanos.length; i++) {
      long start = threads.getCurrentThreadCpuTime();
      UnitVerdict verdict = compiler.compile(() -> Optional.of(available), request);
      nanos[i] = threads.getCurrentThreadCpuTime() - start;
      if (!(verdict instanceof UnitVerdict.Installed installed)) {
        throw new IllegalStateException(verdict.describe());
      }
      bytes = installed.classBytes();
    }
    double[] warm = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
    Arrays.sort(warm);
    return new Generation(
        request.functions().getFirst().function().code().size(),
        bytes,
        nanos[0],
        nanos[1],
        nanos[TENTH - 1],
        warm[SAMPLES / 2]);
  }
}
