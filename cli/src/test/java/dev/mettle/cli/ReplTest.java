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

/** {@code mettle repl}, from a pipe and at a terminal that can do nothing. */
@Timeout(60)
class ReplTest {

  @TempDir Path directory;

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.add("repl");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String talk(String input, String... arguments) throws Exception {
    Process process = start(arguments);
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(input);
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }

  @Test
  void whatIsDefinedStaysAndMistakesEndNothing() throws Exception {
    assertEquals(
        """
        6
        (Error (+ 1 "a") (BadArgType 2 Number String))
        ; repl:5:1: Unexpected right bracket
        ;   )
        ;   ^
        1
        2
        ; no results
        é
        """,
        talk(
            """
            (= (double $x)
               (* 2 $x))
            (double 3)
            (+ 1 "a")
            )
            !(superpose (1 2)) !(empty)
            é
            """));
  }

  @Test
  void errorsSayWhichRulesLedToThem() throws Exception {
    assertEquals(
        """
        (Error (/ 1 0) DivisionByZero)
        ;  (/ 1 0) was called in the rule of inv at repl:1:1
        ;    called in the rule of twice at repl:2:1
        ; repl:4:1: the run has reached its time limit of 1 s
        ;  it was at work in a rule of spin at repl:4:1
        """,
        talk(
                """
                (= (inv $x) (/ 1 $x))
                (= (twice $x) (+ (inv $x) (inv $x)))
                (twice 0)
                (= (spin $x) (spin (+ $x 1))) !(spin 0)
                """,
                "--timeout=1")
            .replaceAll("4:\\d+", "4:1"));
  }

  @Test
  void directivesTellAboutTheSession() throws Exception {
    Path file = Files.writeString(directory.resolve("p.metta"), "(= (p) loaded)\n!(p)\n");
    String text =
        talk(
            """
            (: f (-> Number Number))
            (= (f $x) (+ $x 1))
            :type (f 1)
            :add (f 1)
            !(match &self (f $x) $x)
            :load %s
            :tier tree
            (f (p))
            :tier
            :time (f 1)
            :nonsense
            :disasm f
            :reset
            (f 1)
            :q
            (never)
            """
                .formatted(file));
    List<String> lines = text.lines().toList();
    assertEquals(List.of("Number", "1", "loaded"), lines.subList(0, 3), text);
    assertTrue(text.contains("; tree; words that were bound"), text);
    assertTrue(text.contains("(+ loaded 1)"), text);
    assertTrue(text.contains("\n; tree\n2\n; 0."), text);
    assertTrue(text.contains("; :nonsense means nothing here"), text);
    assertTrue(text.contains("function \"f 1\""), text);
    assertTrue(text.endsWith("\n(f 1)\n"), text);
  }

  @Test
  void whatIsWrongWithADirectiveIsSaidOfWhatWasTyped() throws Exception {
    assertEquals(
        """
        ; Unexpected end of expression
        ; Unexpected end of expression
        ; one expression is wanted here, and that is 2
        ; it is :why EXPR
        ; it is :load FILE
        5
        ; T s
        Number
        ; Unexpected end of expression
        ; times are said
        5
        ; T s
        ; times are not said any more
        """,
        talk("""
        :time (+ 2
        :type (+ 2
        :time 1 2
        :why
        :load
        :time !(+ 2 3)
        :type !(+ 2 3)
        :why (+ 2
        :time
        (+ 2 3)
        :time
        """)
            .replaceAll("\\d\\.\\d+ s", "T s"));
  }

  /** Neither does the JVM warn of native code nor the line reader of parts that are missing. */
  @Test
  void nothingIsSaidBeforeThePrompt() throws Exception {
    Process process = start("--dumb");
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("Mettle. :help says what can be asked for"), text);
  }

  @Test
  void filesAreLoadedFirst() throws Exception {
    Path file = Files.writeString(directory.resolve("p.metta"), "(= (p) loaded)\n");
    assertEquals("loaded\n", talk("(p)\n", file.toString()));
    assertEquals("loaded\n", talk("!\n(p)", file.toString(), "--tier=vm"));
    CommandRun missing = CommandRun.of("repl", directory.resolve("none.metta").toString());
    assertEquals(2, missing.status());
    String help = CommandRun.of("repl", "--help").out();
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }

  @Test
  void anEvaluationThatIsStoppedKeepsTheSession() throws Exception {
    String text = talk("(= (loop) (loop))\n(loop)\n(+ 1 2)\n", "--timeout=0.3");
    assertTrue(text.contains("has reached its time limit of 0.3 s"), text);
    assertTrue(text.endsWith("\n3\n"), text);
  }

  @Test
  void aDumbTerminalHasAPromptAndContinuesOpenBrackets() throws Exception {
    Process process = start("--dumb");
    StringBuilder seen = new StringBuilder();
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      in.write("(+ 1\n 2)\n:quit\n");
      in.flush();
      for (int c = out.read(); c >= 0; c = out.read()) {
        seen.append((char) c);
      }
    }
    assertEquals(0, process.waitFor(), seen::toString);
    assertTrue(seen.toString().contains("mettle> "), seen::toString);
    assertTrue(seen.toString().contains("...> "), seen::toString);
    assertTrue(seen.toString().contains("\n3\n"), seen::toString);
  }
}
