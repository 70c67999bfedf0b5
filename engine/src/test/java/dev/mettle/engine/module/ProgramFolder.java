package dev.mettle.engine.module;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.files.FileAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory with the modules of a program, and an engine that runs programs in it. */
final class ProgramFolder {

  private final Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  ProgramFolder(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Writes a file of the program; directories on the way are made. */
  ProgramFolder file(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  /** The results of each evaluation of a program that may use its own directory. */
  List<String> run(String... lines) throws SyntaxException {
    return run(FileAccess.directories(directory), lines);
  }

  List<String> run(FileAccess access, String... lines) throws SyntaxException {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Engine engine =
        Engine.builder()
            .out(out)
            .err(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .files(access)
            .programDirectory(directory)
            .workingDirectory(directory)
            .build();
    return run(engine, lines);
  }

  static List<String> run(Engine engine, String... lines) throws SyntaxException {
    List<String> results = new ArrayList<>();
    engine.run(
        new SourceText("program", String.join("\n", lines)),
        atoms -> results.add(atoms.toString()));
    return results;
  }

  /** What programs have printed since the last question, line by line. */
  List<String> printed() {
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    printed.reset();
    return lines;
  }
}
