package dev.mettle.benchmarks.cost;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.subject.Workload;
import java.io.IOException;
import java.util.Map;

/** Runs {@link BreakEven} in a JVM of its own, which nothing else has warmed or disturbed. */
public final class BreakEvenProcess {

  private static final TypeToken<Map<String, Timeline>> TIMELINES = new TypeToken<>() {};

  private BreakEvenProcess() {}

  /** What the process runs; prints the timelines as JSON. */
  public static void main(String[] arguments) {
    Workload workload =
        new Workload(Family.valueOf(arguments[0]), Integer.parseInt(arguments[1]), Operands.INPUTS);
    System.out.println(
        new Gson().toJson(BreakEven.measure(workload, Integer.parseInt(arguments[2]))));
  }

  /**
   * Measures an expression over inputs.
   *
   * @param rounds how many fresh classes of each kind
   */
  public static Map<String, Timeline> measure(Family family, int depth, int rounds)
      throws IOException, InterruptedException {
    String json =
        OwnProcess.run(
            BreakEvenProcess.class,
            family.name(),
            Integer.toString(depth),
            Integer.toString(rounds));
    return new Gson().fromJson(json, TIMELINES);
  }
}
