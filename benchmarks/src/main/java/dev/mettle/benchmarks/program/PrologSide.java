package dev.mettle.benchmarks.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same program in Prolog, on SWI-Prolog.
 *
 * @param swipl the command
 * @param optimise whether it is told to compile arithmetic
 */
public record PrologSide(Path swipl, boolean optimise) implements Side {

  private static final String SUFFIX = ".pl";

  /** Prolog, if it is on the path. */
  public static Optional<PrologSide> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory : path.split(File.pathSeparator)) {
      Path candidate = Path.of(directory, "swipl");
      if (Files.isExecutable(candidate)) {
        return Optional.of(new PrologSide(candidate, false));
      }
    }
    return Optional.empty();
  }

  /** The same with compiled arithmetic. */
  public PrologSide optimised() {
    return new PrologSide(swipl, true);
  }

  @Override
  public String label() {
    return optimise ? "swipl -O" : "swipl";
  }

  /**
   * The text of a program, if there is one. Prolog has no declared types, so programs that differ
   * in that alone share one.
   */
  public static Optional<Path> text(Program program) {
    Path directory = program.file().resolveSibling("../prolog").normalize();
    for (String name : List.of(program.name(), program.name().replaceFirst("-(un)?typed$", ""))) {
      Path text = directory.resolve(name + SUFFIX);
      if (Files.exists(text)) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean has(Program program) {
    return text(program).isPresent();
  }

  @Override
  public Launch launch(Job job, Path directory) throws IOException {
    Path text = text(job.program()).orElseThrow();
    Path prepared = Program.withFacts(text, job.size(), directory);
    List<String> command = new ArrayList<>();
    command.add(swipl.toString());
    if (optimise) {
      command.add("-O");
    }
    command.addAll(List.of("-q", "-f", "none", "--stack-limit=16g", "-t", "halt", "-g"));
    command.add((job.again() ? "answers(%d)" : "answer(%d)").formatted(job.size().size()));
    command.add(prepared.toString());
    command.add(text.resolveSibling("answers.pl").toString());
    return new Launch(command, Map.of());
  }
}
