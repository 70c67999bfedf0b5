package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a program may use when it is run from the command line. */
class ProgramFilesTest {

  @TempDir Path root;
  private Path program;
  private Path outside;

  @BeforeEach
  void open() throws Exception {
    Path inside = Files.createDirectories(root.resolve("inside"));
    outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(inside.resolve("own.metta"), "(= (own) 1)\n");
    Files.writeString(outside.resolve("other.metta"), "(= (other) 2)\n");
    Files.createSymbolicLink(inside.resolve("link.metta"), outside.resolve("other.metta"));
    program = inside.resolve("program.metta");
  }

  private List<String> run(String text, String... options) throws Exception {
    Files.writeString(program, text);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of(options));
    arguments.add(program.toString());
    Invocation.execute(arguments.toArray(String[]::new), new ConsoleOutput(printed));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void theProgramsOwnDirectoryIsAllowed() throws Exception {
    assertEquals(List.of("[()]", "[1]"), run("!(import! &self own) !(own)"));
  }

  @Test
  void theWorkingDirectoryIsAllowed() throws Exception {
    String text = "!(import! &self fileio) !(let $f (file-open! \"pom.xml\" \"r\") opened)";
    assertEquals(List.of("[()]", "[opened]"), run(text));
  }

  @Test
  void nothingElseIs() throws Exception {
    List<String> lines = run("!(import! &self link)");
    assertTrue(lines.get(0).contains("does not lead into a directory"), lines::toString);
    lines = run("!(register-module! \"" + outside.resolve("other.metta") + "\")");
    assertTrue(lines.get(0).contains("does not lead into a directory"), lines::toString);
    lines = run("!(git-module! \"file:///nosuch\")");
    assertTrue(lines.get(0).contains("may not fetch modules"), lines::toString);
  }

  @Test
  void optionsAllowMore() throws Exception {
    String text = "!(import! &self link) !(other)";
    assertEquals(List.of("[()]", "[2]"), run(text, "--allow-dir", outside.toString()));
    assertEquals(List.of("[()]", "[2]"), run(text, "--allow-all"));
    assertEquals(
        List.of("[()]", "[2]"), run("!(import! &self other) !(other)", "-I", outside.toString()));
  }
}
