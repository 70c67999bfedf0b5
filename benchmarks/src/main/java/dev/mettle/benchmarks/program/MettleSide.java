package dev.mettle.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command, of this build or of another one.
 *
 * @param label the heading
 * @param launcher its {@code bin/mettle}
 * @param options of {@code mettle run}
 */
public record MettleSide(String label, Path launcher, List<String> options) implements Side {

  /** The environment variable of the launcher that holds options for the JVM. */
  private static final String OPTIONS = "METTLE_OPTS";

  /** Nobody waits for so many answers. */
  private static final int ENDLESS = 20_000;

  /** Copies the options. */
  public MettleSide {
    options = List.copyOf(options);
  }

  /** This build on a tier, or compiled by a backend that the name is of. */
  public static MettleSide of(Path launcher, String tier) {
    return switch (tier) {
      case "tree", "vm", "jit" -> new MettleSide(tier, launcher, List.of("--tier=" + tier));
      default -> new MettleSide(tier, launcher, List.of("--tier=jit", "--backend=" + tier));
    };
  }

  @Override
  public boolean has(Program program) {
    return true;
  }

  @Override
  public Launch launch(Job job, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.add("run");
    command.addAll(options);
    command.add(job.program().prepared(job.size(), directory).toString());
    String call = "!(main " + job.size().size() + ")";
    if (job.again()) {
      Path calls = directory.resolve(job.program().name() + "-calls.metta");
      Files.writeString(calls, (call + "\n").repeat(ENDLESS));
      command.add(calls.toString());
    } else {
      command.add("-e");
      command.add(call);
    }
    return new Launch(command, Map.of(OPTIONS, String.join(" ", job.heap())));
  }
}
