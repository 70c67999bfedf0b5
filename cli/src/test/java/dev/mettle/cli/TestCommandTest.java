package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** {@code mettle test}: what counts as a test, what of it is reported, and in which forms. */
@Isolated
@Timeout(120)
class TestCommandTest {

  private static final String PROGRAM =
      """
      (= (double $x) (* 2 $x))
      (= (loop) (loop))
      !(assertEqual (double 2) 4)
      !(assertEqual (double 3) 7)
      !(double 4)
      !(+ 1 "a")
      !(assertEqualToResult (double 5) (10))
      """;

  @TempDir Path directory;
  private Path program = Path.of("");

  @BeforeEach
  void writeProgram() throws IOException {
    program = Files.writeString(directory.resolve("p.metta"), PROGRAM);
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("\\d+\\.\\d\\d s", "T").replaceAll("_ms: [\\d.]+", "_ms: T");
  }

  @Test
  void everyAssertIsATestAndNothingEndsTheProgram() {
    CommandRun run = CommandRun.of("test", program.toString());
    assertEquals(1, run.status(), run.err());
    assertEquals(
        """
        FAILED P:4:2 (assertEqual (double 3) 7)
            Expected: [7]
            Got: [6]
            Missed results: 7
            Excessive results: 6
        FAILED P:6:2 (+ 1 "a")
            (BadArgType 2 Number String)
        P: 2 passed, 1 failed, 1 other failure (T)
        2 passed, 1 failed, 1 other failure (T)
        """,
        withoutTimes(run.out()).replace(program.toString(), "P"));
  }

  @Test
  void goodTestsAreSuccess() throws IOException {
    Files.writeString(program, "(= (f) 1)\n!(f)\n!(assertEqual (f) 1)\n");
    CommandRun run = CommandRun.of("test", program.toString());
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith(program + ": 1 passed, 0 failed ("), run.out());
  }

  @Test
  void eachProgramHasAnEngineOfItsOwn() throws IOException {
    Path other = Files.writeString(directory.resolve("q.metta"), "!(assertEqual (double 2) 4)\n");
    CommandRun run = CommandRun.of("test", program.toString(), other.toString());
    assertTrue(run.out().contains("Got: [(double 2)]"), run.out());
  }

  @Test
  void onlyWhatMatchesIsReportedAndAllRuns() throws IOException {
    Files.writeString(
        program, "!(bind! &x 5)\n!(assertEqual &x 5)\n!(assertEqual 1 2)\n!(+ 1 \"a\")\n");
    CommandRun run = CommandRun.of("test", "--filter", ":2:", program.toString());
    assertEquals(0, run.status(), run.out());
    assertTrue(run.out().contains("1 passed, 0 failed"), run.out());
    assertFalse(run.out().contains("FAILED"), run.out());
  }

  @Test
  void aFilterThatFindsNothingIsNoSuccess() throws IOException {
    Files.writeString(program, "!(assertEqual 1 1)\n");
    CommandRun run = CommandRun.of("test", "--filter=assertEqul", program.toString());
    assertEquals(1, run.status());
    assertEquals("mettle: no test has 'assertEqul' in it\n", run.err());
  }

  @Test
  void aTestThatGoesOnForTooLongHasFailed() throws IOException {
    Files.writeString(program, PROGRAM + "!(assertEqual (loop) 1)\n!(assertEqual 1 1)\n");
    CommandRun run = CommandRun.of("test", "--timeout=0.3", program.toString());
    assertTrue(run.out().contains(":8:2 (assertEqual (loop) 1)\n"), run.out());
    assertTrue(run.out().contains("time limit of 0.3 s"), run.out());
    assertTrue(run.out().contains("3 passed, 2 failed, 1 other failure"), run.out());
  }

  @Test
  void whatFailsNamesTheRulesThatLedThere() throws IOException {
    Files.writeString(
        program,
        """
        (= (f $x) (/ $x 0))
        (= (g $x) (+ 1 (f $x)))
        (= (loop) (loop))
        !(g 1)
        !(assertEqual (loop) 1)
        """);
    String out = CommandRun.of("test", "--timeout=0.3", program.toString()).out();
    assertEquals(
        """
        FAILED P:4:2 (g 1)
            DivisionByZero
            in (/ 1 0)
              (/ 1 0) was called at P:1:11, in a rule of f
                called at P:2:16, in a rule of g
                called at P:4:2
        FAILED P:5:2 (assertEqual (loop) 1)
            P:5:2: the run has reached its time limit of 0.3 s
              it was at work in a rule of loop at P:3:1
                called at P:5:15
        """,
        out.replace(program.toString(), "P").replaceFirst("(?m)^P: [^\n]*\n[^\n]*\n$", ""));
  }

  @Test
  void programsGetWhatStandsBehindTwoDashes() throws IOException {
    Files.writeString(
        program,
        """
        !(import! &self command-line)
        !(assertEqualToResult (command-line-arguments) (("a" "-b")))
        """);
    assertEquals(0, CommandRun.of("test", program.toString(), "--", "a", "-b").status());
  }

  @Test
  void whatCannotBeReadHasFailed() throws IOException {
    Files.writeString(program, "!(assertEqual 1 1)\n!(assertEqual (1\n");
    CommandRun run = CommandRun.of("test", program.toString());
    assertEquals(1, run.status());
    assertTrue(run.out().contains("FAILED " + program + ":2:2"), run.out());
    CommandRun missing = CommandRun.of("test", program.toString(), directory + "/none.metta");
    assertEquals(2, missing.status());
    assertEquals("", missing.out());
  }

  @Test
  void tapIsForMachines() {
    CommandRun run = CommandRun.of("test", "--tap", program.toString());
    assertEquals(1, run.status());
    assertEquals(
        """
        TAP version 14
        ok 1 - P:3:2 (assertEqual (double 2) 4)
        not ok 2 - P:4:2 (assertEqual (double 3) 7)
          ---
          duration_ms: T
          message: |
            Expected: [7]
            Got: [6]
            Missed results: 7
            Excessive results: 6
          ...
        not ok 3 - P:6:2 (+ 1 "a")
          ---
          duration_ms: T
          message: |
            (BadArgType 2 Number String)
          ...
        ok 4 - P:7:2 (assertEqualToResult (double 5) (10))
        1..4
        """,
        withoutTimes(run.out()).replace(program.toString(), "P"));
  }

  @Test
  void buildServersGetJUnitXml() throws Exception {
    Path xml = directory.resolve("report.xml");
    CommandRun.of("test", "--junit-xml=" + xml, "--tier=vm", program.toString());
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(xml)));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertEquals("4", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertTrue(suite.getTextContent().contains("Got: [6]"), suite.getTextContent());
    // What the usual schema demands of a suite, and of what went wrong.
    for (String name : List.of("name", "id", "package", "hostname", "time", "timestamp")) {
      assertTrue(suite.hasAttribute(name), name);
    }
    String second = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";
    assertTrue(suite.getAttribute("timestamp").matches(second), suite.getAttribute("timestamp"));
    List<String> children = new ArrayList<>();
    for (Node node = suite.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element.getTagName());
      }
    }
    assertEquals(
        List.of(
            "properties",
            "testcase",
            "testcase",
            "testcase",
            "testcase",
            "system-out",
            "system-err"),
        children);
    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertTrue(failure.hasAttribute("type") && failure.hasAttribute("message"));
    assertTrue(
        Files.readString(xml)
            .contains("name=\"java.version\" value=\"" + Runtime.version() + "\""));
    CommandRun wrong = CommandRun.of("test", "--junit-xml=" + directory, program.toString());
    assertEquals(2, wrong.status());
  }

  @Test
  void allTiersAreTestedInTurn() throws IOException {
    Files.writeString(program, "(= (f $n) (if (< $n 1) 0 (f (- $n 1))))\n!(assertEqual (f 9) 0)\n");
    CommandRun run = CommandRun.of("test", "--tier=all", program.toString());
    assertEquals(0, run.status(), run.out());
    for (String tier : List.of("tree", "vm", "jit")) {
      assertTrue(run.out().contains(program + " (" + tier + "): 1 passed"), run.out());
    }
    assertTrue(run.out().contains("3 passed, 0 failed"), run.out());
    assertFalse(run.out().contains("DIFFERS"), run.out());
  }

  @Test
  void allAssertsOfTheLibraryAreTests() throws IOException {
    String text =
        Files.readString(Path.of("../library/src/main/resources/dev/mettle/library/asserts.metta"));
    List<String> documented =
        text.lines()
            .filter(line -> line.startsWith("(@doc "))
            .map(line -> line.substring("(@doc ".length()))
            .sorted()
            .toList();
    assertFalse(documented.isEmpty());
    for (String name : documented) {
      Files.writeString(program, "!(" + name + " (+ 1 2) (3) 4 5)\n");
      CommandRun run = CommandRun.of("test", program.toString());
      assertTrue(run.out().contains("0 passed, 1 failed ("), name + ": " + run.out());
    }
  }

  @Test
  void aHundredAssertsTakeLessThanASecond() throws IOException {
    Files.writeString(program, "!(assertEqual (+ 1 2) 3)\n".repeat(100));
    CommandRun.of("test", program.toString());
    long began = System.nanoTime();
    CommandRun run = CommandRun.of("test", program.toString());
    assertTrue(run.out().contains("100 passed"), run.out());
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 1000);
  }

  @Test
  void wrongOptionsAreSaid() {
    assertEquals(2, CommandRun.of("test").status());
    assertEquals(2, CommandRun.of("test", "--timeout=0", program.toString()).status());
    CommandRun tier = CommandRun.of("test", "--tier=fast", program.toString());
    assertTrue(tier.err().contains("'fast' is no tier; there are tree, vm, jit, all"), tier.err());
    String help = CommandRun.of("test", "--help").out();
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }

  @Test
  void testsRunAgainWhenAProgramChanges() throws Exception {
    Files.writeString(program, "!(import! &self m)\n!(assertEqual (m) 1)\n");
    Path module = Files.writeString(directory.resolve("m.metta"), "(= (m) 2)\n");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "test",
                "--watch",
                program.toString())
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (!line.startsWith("0 passed, 1 failed")) {
        line = out.readLine();
      }
      Files.writeString(module, "(= (m)  1)\n");
      while (!line.startsWith("1 passed, 0 failed")) {
        line = out.readLine();
      }
    } finally {
      process.destroy();
    }
  }
}
