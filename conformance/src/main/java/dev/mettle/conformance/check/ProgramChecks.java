package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.conformance.program.Program;
import dev.mettle.conformance.program.ProgramGenerator;
import dev.mettle.conformance.program.Reproducers;
import dev.mettle.conformance.program.Shrinker;
import dev.mettle.ir.text.TextFormatException;
import dev.mettle.ir.verify.InvalidFunctionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Generated programs, in groups of seeds, and those that failed before. */
public final class ProgramChecks {

  private static final int GROUP = 50;

  private ProgramChecks() {}

  /** All checks. */
  public static List<Check> all(ConformanceOptions options) {
    List<Check> checks = new ArrayList<>();
    options.reproducers().ifPresent(directory -> saved(directory, checks));
    for (int done = 0; done < options.programs(); done += GROUP) {
      long first = options.seed() + done;
      long last = options.seed() + Math.min(done + GROUP, options.programs()) - 1;
      checks.add(
          new EngineCheck(
              "program/generated/seeds %d to %d".formatted(first, last),
              Optional.empty(),
              Set.of(),
              harness -> run(harness, first, last, options)));
    }
    return checks;
  }

  private static void run(Harness harness, long first, long last, ConformanceOptions options) {
    for (long seed = first; seed <= last; seed++) {
      Program program = ProgramGenerator.generate(seed);
      Trial trial = program.trial();
      try {
        runCovered(harness, trial);
      } catch (CheckFailedException e) {
        throw new CheckFailedException(explain(harness, seed, program, options));
      }
    }
  }

  /** Runs what the engine says that it can do. */
  private static void runCovered(Harness harness, Trial trial) {
    if (harness.opcodes().containsAll(VectorChecks.opcodes(trial.function().function()))) {
      harness.run(trial);
    }
  }

  private static String explain(
      Harness harness, long seed, Program program, ConformanceOptions options) {
    Program small = Shrinker.shrink(program, candidate -> failure(harness, candidate).isPresent());
    StringBuilder message = new StringBuilder("seed ").append(seed).append(", shrunk: ");
    message.append(failure(harness, small).orElse("it fails only now and then"));
    options
        .reproducers()
        .ifPresent(
            directory ->
                message
                    .append("saved as ")
                    .append(Reproducers.save(directory, harness.name(), small)));
    return message.toString();
  }

  private static Optional<String> failure(Harness harness, Program program) {
    try {
      runCovered(harness, program.trial());
      return Optional.empty();
    } catch (InvalidFunctionException e) {
      return Optional.empty(); // shrunk too far
    } catch (CheckFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void saved(Path directory, List<Check> checks) {
    for (Path file : Reproducers.saved(directory)) {
      String id = "program/saved/" + file.getFileName();
      checks.add(
          new EngineCheck(id, Optional.empty(), Set.of(), harness -> runSaved(harness, file)));
    }
  }

  private static void runSaved(Harness harness, Path file) {
    try {
      for (VectorFile.Vector vector : VectorFile.read(Files.readString(file), file.toString())) {
        for (Trial trial : vector.trials(harness.open(""))) {
          runCovered(harness, trial);
        }
      }
    } catch (IOException | TextFormatException e) {
      throw new CheckFailedException("cannot read " + file + ": " + e.getMessage());
    }
  }
}
