package dev.mettle.conformance.check;

import dev.mettle.conformance.Check;
import dev.mettle.conformance.CompiledHarness;
import dev.mettle.conformance.ConformanceOptions;
import dev.mettle.conformance.Harness.CheckFailedException;
import dev.mettle.conformance.Trial;
import dev.mettle.conformance.program.Program;
import dev.mettle.conformance.program.ProgramGenerator;
import dev.mettle.conformance.program.Reproducers;
import dev.mettle.conformance.program.Shrinker;
import dev.mettle.ir.function.IrFunction;
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
          Check.ofCompiled(
              "program/generated/seeds %d to %d".formatted(first, last),
              Optional.empty(),
              Set.of(),
              harness -> run(harness, first, last, options)));
    }
    return checks;
  }

  private static void run(
      CompiledHarness harness, long first, long last, ConformanceOptions options) {
    for (long seed = first; seed <= last; seed++) {
      Program program = ProgramGenerator.generate(seed);
      Trial trial = program.trial();
      // The compiler only ever sees what the backend says that it can do.
      if (!covered(harness, trial)) {
        continue;
      }
      try {
        harness.run(trial);
      } catch (CheckFailedException e) {
        throw new CheckFailedException(explain(harness, seed, program, options));
      }
    }
  }

  private static boolean covered(CompiledHarness harness, Trial trial) {
    return harness.uncovered(trial.function().function()).isEmpty();
  }

  private static String explain(
      CompiledHarness harness, long seed, Program program, ConformanceOptions options) {
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

  private static Optional<String> failure(CompiledHarness harness, Program program) {
    try {
      Trial trial = program.trial();
      if (covered(harness, trial)) {
        harness.run(trial);
      }
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
          Check.ofCompiled(id, Optional.empty(), Set.of(), harness -> runSaved(harness, file)));
    }
  }

  private static void runSaved(CompiledHarness harness, Path file) {
    try {
      for (VectorFile.Vector vector : VectorFile.read(Files.readString(file), file.toString())) {
        for (Trial trial : vector.trials(harness.open(""))) {
          IrFunction function = trial.function().function();
          if (harness.uncovered(function).isEmpty()) {
            harness.run(trial);
          }
        }
      }
    } catch (IOException | TextFormatException e) {
      throw new CheckFailedException("cannot read " + file + ": " + e.getMessage());
    }
  }
}
