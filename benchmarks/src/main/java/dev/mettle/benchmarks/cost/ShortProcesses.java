package dev.mettle.benchmarks.cost;

import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.process.ProcessRuns;
import dev.mettle.benchmarks.process.ProgramResult;
import dev.mettle.benchmarks.program.MettleSide;
import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.Side;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs that call one function some times and end: where nothing is warm, from how many calls on
 * does it pay to compile?
 */
public final class ShortProcesses {

  /** The interpreter among the sides. */
  public static final String INTERPRETER = "vm";

  /** The default backend and threshold among the sides. */
  public static final String DEFAULT = "default";

  /** Compiled from this call on, so that its arguments are known, and nearly all calls are. */
  private static final int EARLY = 100;

  private ShortProcesses() {}

  /**
   * What processes take in processor time.
   *
   * @param depth how deep the calls of the function nest
   * @param calls how often it is called
   * @param cpuNanos by side: the interpreter, each backend, and the default
   */
  public record Row(int depth, int calls, Map<String, Double> cpuNanos) {

    /** Copies the map. */
    public Row {
      cpuNanos = Map.copyOf(cpuNanos);
    }
  }

  /** Measures a function with so many calls. */
  public static Row measure(Path launcher, List<String> backends, int depth, int calls, int rounds)
      throws IOException, InterruptedException {
    List<Side> sides = new ArrayList<>();
    sides.add(MettleSide.of(launcher, INTERPRETER));
    for (String backend : backends) {
      sides.add(
          new MettleSide(
              backend,
              launcher,
              List.of("--tier=jit", "--backend=" + backend, "--threshold=" + EARLY)));
    }
    sides.add(new MettleSide(DEFAULT, launcher, List.of("--tier=jit")));
    String text = program(new Workload(Family.ARITHMETIC, depth, Operands.INPUTS));
    Path file = Files.writeString(Files.createTempFile("calls", ".metta"), text);
    try {
      Program.Size size = new Program.Size(calls, calls, answer(text));
      Program program =
          new Program(
              "calls", file, "calls", List.of(size), List.of(), List.of(), Optional.empty());
      Map<String, Double> cpu = new LinkedHashMap<>();
      for (Map.Entry<Side, ProgramResult.Times> entry :
          new ProcessRuns(launcher, rounds).times(program, size, sides).entrySet()) {
        ProgramResult.Times times = entry.getValue();
        cpu.put(entry.getKey().label(), times.cpuNanos().orElse(times.nanos()));
      }
      return new Row(depth, calls, cpu);
    } finally {
      Files.delete(file);
    }
  }

  private static String program(Workload workload) {
    StringBuilder inputs = new StringBuilder();
    for (Atom input : workload.tuples()[0]) {
      inputs.append(' ').append(AtomPrinter.print(input));
    }
    return """
    (= %s %s)
    (= (turns $n $last) (if (== $n 0) $last (turns (- $n 1) (measured%s))))
    (= (main $n) (turns $n End))
    """
        .formatted(AtomPrinter.print(workload.head()), AtomPrinter.print(workload.body()), inputs);
  }

  private static String answer(String text) {
    Engine engine = Engine.create();
    engine.run(text);
    return AtomPrinter.print(engine.evaluate("(main 1)").atoms().getFirst());
  }
}
