package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
  void aSignalLetsTheProgramSayWhereItWas() throws Exception {
    Path program = directory.resolve("p.metta");
    Files.writeString(program, "!(+ 1 2)\n(= (loop) (loop))\n  !(loop)\n");
    Process process = command(List.of(), "run", program.toString()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertEquals("[3]", out.readLine());
    Thread.sleep(100);
    // TERM, by the handle: the process itself would close its streams, too. Windows has no signal
    // that a
    // process is told of: there it ends at once.
    boolean told = process.supportsNormalTermination();
    assertTrue(process.toHandle().destroy());
    assertEquals(told ? program + ":3:4: the run was stopped" : null, out.readLine());
    assertEquals(told ? 143 : 1, process.waitFor());
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
  void whatWasFoundIsSaidWhenAProgramIsStopped() throws Exception {
    Process process =
        command(
                List.of(),
                "run",
                "--timeout=0.5",
                "-e",
                "(= (f) 1) (= (f) 2) (= (f) (loop)) (= (loop) (loop)) !(f)")
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("found until then: [1, 2]\n-e:1:55: the run has reached"), text);
    assertEquals(3, process.waitFor());
  }

  @Test
  void aResultWhoseTextHasNoEndIsStoppedAndItsBeginningIsShown() throws Exception {
    String rule = "(= (double $n $a) (if (== $n 0) $a (double (- $n 1) ($a $a)))) ";
    for (String goal : List.of("!(double 60 a)", "!(new-state (double 60 ()))")) {
      Process process = command(List.of(), "run", "--timeout=0.5", "-e", rule + goal).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.startsWith("found until then: [("), text);
      assertTrue(text.contains("...\n-e:1:"), text);
      assertTrue(text.length() < 12_000, text);
      assertEquals(3, process.waitFor());
    }
  }

  @Test
  void endlessResultsAreStreamedInASmallHeap() throws Exception {
    String program = "(= (nat $n) $n) (= (nat $n) (nat (+ $n 1))) !(nat 0)";
    for (String tier : List.of("tree", "vm", "jit")) {
      Process process =
          command(List.of("-Xmx64m"), "run", "--stream", "--tier=" + tier, "-e", program).start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (int i = 0; i < 200_000; i++) {
        assertEquals(Integer.toString(i), out.readLine());
      }
      out.close();
      assertEquals(0, process.waitFor());
    }
  }

  @Test
  void aHeapThatGatheredResultsFillNamesTheRuleThatGivesThem() throws Exception {
    Path program = directory.resolve("p.metta");
    Files.writeString(
        program,
        """
        (= (nat $n) $n)
        (= (nat $n) (nat (+ $n 1)))
        (= (all) (w (collapse (nat 0))))
        !(all)
        """);
    for (String tier : List.of("tree", "jit")) {
      Process process =
          command(List.of("-Xmx32m"), "run", "--tier=" + tier, program.toString()).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains(" rule of nat at " + program + ":2:1\n"), text);
      assertEquals(3, process.waitFor());
    }
  }

  @Test
  void formsOfAPipeRunWhenTheyAreComplete() throws Exception {
    Process process = command(List.of(), "run").start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write("(= (f $x)\n   (+ $x 1))\n!(f 1)\n");
      in.flush();
      assertEquals("[2]", out.readLine());
      in.write("(é) !(f 2) !(f 3");
      in.flush();
      assertEquals("[3]", out.readLine());
      in.write(")");
      in.flush();
      assertEquals("[4]", out.readLine());
      in.write("!(f \"é\n!\"");
      in.flush();
      in.write(") !(f 2)\n!(f (");
    }
    assertEquals("[(Error (+ \"é\\n!\" 1) (BadArgType 1 Number String))]", out.readLine());
    assertEquals(1, process.waitFor());
  }

  @Test
  void mistakesInAPipeHaveTheirLine() throws Exception {
    Process process = command(List.of(), "run").start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write("; é\n!(+ 1 2)\n");
      in.flush();
      assertEquals("[3]", out.readLine());
      in.write("\n  (a (b)\n");
    }
    assertEquals("standard input:4:3: Unexpected end of expression", out.readLine());
    out.close();
    assertEquals(1, process.waitFor());
  }

  @Test
  void nothingElseKeepsTheProcess() throws IOException, InterruptedException {
    Process process = command(List.of(), "run", "-e", "(+ 1 2)").start();
    assertEquals("[3]", process.inputReader(StandardCharsets.UTF_8).readLine());
    assertEquals(0, process.waitFor());
  }
}
