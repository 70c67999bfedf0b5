package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the process of the command ends, seen from outside. */
@Timeout(60)
class ProcessEndTest {

  @TempDir Path directory;

  private static ProcessBuilder command(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCSaysWhereTheProgramWas() throws Exception {
    Path program = directory.resolve("p.metta");
    Files.writeString(program, "!(+ 1 2)\n(= (loop) (loop))\n  !(loop)\n");
    Process process = command(List.of(), "run", program.toString()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertEquals("[3]", out.readLine());
    Thread.sleep(100);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertEquals(program + ":3:4: the run was stopped", out.readLine());
    assertEquals(130, process.waitFor());
  }

  @Test
  void aRecordingIsSavedWhateverTheStatus() throws Exception {
    for (String goal : List.of("(+ 1 2)", "(Error a b)")) {
      Path recording = directory.resolve("recording.jfr");
      ProcessBuilder command =
          command(List.of("-XX:StartFlightRecording=filename=" + recording), "run", "-e", goal);
      command.environment().put("METTLE_OPTS", "-XX:StartFlightRecording");
      Process process = command.start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(goal.startsWith("(Error") ? 1 : 0, process.waitFor(), text);
      assertTrue(Files.size(recording) > 0, text);
      Files.delete(recording);
    }
  }

  @Test
  void nothingElseKeepsTheProcess() throws IOException, InterruptedException {
    Process process = command(List.of(), "run", "-e", "(+ 1 2)").start();
    assertEquals("[3]", process.inputReader(StandardCharsets.UTF_8).readLine());
    assertEquals(0, process.waitFor());
  }
}
