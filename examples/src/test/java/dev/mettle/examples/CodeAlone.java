package dev.mettle.examples;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.frontend.read.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the golden programs of some topics on the virtual machine; for {@link CodeAloneTest}. */
final class CodeAlone {

  private CodeAlone() {}

  /** The topics are the arguments. */
  public static void main(String[] topics) throws IOException, SyntaxException {
    int count = 0;
    for (String topic : topics) {
      List<Path> programs;
      try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden", topic))) {
        programs = files.filter(file -> file.toString().endsWith(".metta")).sorted().toList();
      }
      for (Path program : programs) {
        ProgramOutput output = Configuration.VM.run(program);
        Path answers = Path.of(program.toString().replaceFirst("\\.metta$", ".out"));
        output
            .differenceFrom(ProgramOutput.recorded(Files.readAllLines(answers)))
            .ifPresent(
                difference -> {
                  throw new IllegalStateException(program + ": " + difference);
                });
        count++;
      }
    }
    if (count == 0) {
      throw new IllegalStateException("no programs");
    }
  }
}
