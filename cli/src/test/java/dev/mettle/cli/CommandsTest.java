package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The command as its users see it: exit status, standard output, standard error. */
@Isolated
class CommandsTest {

  private static final String PROGRAM =
      """
      (= (poly $x $y) (+ (* $x $x) (- $y 1)))
      (= (loop $n $s) (if (== $n 0) $s (loop (- $n 1) (poly $n 1))))
      !(loop 3 0)
      !(poly a 1)
      """;

  @TempDir Path directory;
  private Path program = Path.of("");

  @BeforeEach
  void writeProgram() throws IOException {
    program = Files.writeString(directory.resolve("p.metta"), PROGRAM);
  }

  /** A function whose body cannot be compiled says so; the other one runs compiled code. */
  @Test
  void aThresholdOfNothingCompilesBeforeTheFirstCall() throws IOException {
    Files.writeString(
        program,
        """
        (= (square $x) (* $x $x))
        (= (large) (list %s))
        !(square 3)
        !(square 4)
        !(let $x (large) done)
        """
            .formatted("(+ 1 2) ".repeat(4000)));
    CommandRun later = CommandRun.of("run", "--stats", program.toString());
    assertTrue(later.err().contains("backend: none needed"), later.err());
    for (String backend : new String[] {"javassist", "bytebuddy"}) {
      CommandRun atOnce =
          CommandRun.of(
              "run", "--threshold=0", "--stats", "--backend=" + backend, program.toString());
      assertEquals("[9]\n[16]\n[done]\n", atOnce.out());
      assertTrue(
          atOnce.err().matches("(?s).*large 0: .*declined: large 0: its code would have more.*"),
          atOnce.err());
      assertTrue(
          atOnce
              .err()
              .matches(
                  "(?s).*  square 1: entered 2 x, left 0 x, .* ms, compiled by "
                      + backend
                      + "\n.*"),
          atOnce.err());
    }
  }

  private static void isWrongUsage(String message, String... arguments) {
    CommandRun outcome = CommandRun.of(arguments);
    assertEquals(2, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains(message), outcome.err());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
  }

  @Test
  void statisticsSayWhatRanWhereAndWhyNot() {
    CommandRun vm = CommandRun.of("run", "--tier=vm", "--stats", program.toString());
    assertEquals(0, vm.status());
    assertEquals("[1]\n[(+ (* a a) 0)]\n", vm.out());
    assertTrue(vm.err().contains("tier: vm"), vm.err());
    assertTrue(vm.err().matches("(?s).* 2  functions that are code\n.*"), vm.err());
    assertFalse(vm.err().contains("backend"), vm.err());
    CommandRun tree = CommandRun.of("run", "--tier=tree", "--stats", program.toString());
    assertEquals(vm.out(), tree.out());
    assertTrue(tree.err().contains("everything ran on the tree-walker"), tree.err());
  }

  @Test
  void unknownNamesAreWrongUsage() {
    isWrongUsage("no backend is called nope; there is", "run", "--backend=nope", "-e", "1");
    isWrongUsage("no backend is called nope; there is", "conformance", "--backend=nope");
    isWrongUsage("no backend is called nope", "disasm", "--backend=nope", program.toString());
    isWrongUsage("'fast' is no tier; there are tree, vm, jit", "run", "--tier=fast", "-e", "1");
    isWrongUsage("--backend is for --tier=jit", "run", "--tier=vm", "--backend=javassist");
    isWrongUsage("--threshold is for --tier=jit", "run", "--tier=vm", "--threshold=0");
    isWrongUsage("--backend is for", "test", "--tier=tree", "--backend=x", program.toString());
    isWrongUsage("--threshold wants a number of calls", "run", "--threshold=-1", "-e", "1");
    isWrongUsage("--threshold", "test", "--threshold=soon", program.toString());
    isWrongUsage("no command is called 'frob'; there are run, test, repl, ", "frob");
    isWrongUsage("Unknown option: '--frob'", "--frob");
    isWrongUsage("no such file", "disasm", directory.resolve("none").toString());
  }

  @Test
  void commandsThatDoNotExistGetNoHelp() {
    isWrongUsage("no command is called 'lsp'", "lsp", "--help");
    isWrongUsage("no command is called 'lsp'", "--help", "lsp");
    assertEquals(0, CommandRun.of("--help").status());
    assertTrue(CommandRun.of("help", "run").out().contains("--max-steps"));
  }

  @Test
  void theVersionIsSaid() {
    CommandRun outcome = CommandRun.of("version");
    assertEquals(0, outcome.status());
    assertTrue(outcome.out().startsWith("mettle "), outcome.out());
    assertEquals(CommandRun.of("--version").out(), outcome.out());
  }

  @Test
  void directoriesThatAreNotThereAreWrongUsage() {
    String none = directory.resolve("none").toString();
    isWrongUsage("--include wants a directory, and", "run", "-I", none, "-e", "1");
    isWrongUsage("--allow-dir wants a directory, and", "run", "--allow-dir", none, "-e", "1");
  }

  @Test
  void nothingRunsWhereASourceIsMissing() {
    Path none = directory.resolve("none.metta");
    CommandRun outcome = CommandRun.of("run", program.toString(), none.toString(), "-e", "1");
    assertEquals(2, outcome.status());
    assertEquals("", outcome.out());
    assertEquals("mettle: " + none + ": no such file\n", outcome.err());
  }

  @Test
  void aProgramIsToldWhatStandsBehindTwoDashes() throws IOException {
    Files.writeString(program, "!(import! &self command-line) !(command-line-arguments)");
    assertEquals(
        "[()]\n[(\"a\" \"-e\")]\n", CommandRun.of(program.toString(), "--", "a", "-e").out());
    assertEquals("[()]\n[()]\n", CommandRun.of("run", "--debug", program.toString()).out());
    assertEquals(
        "[()]\n[(\"x y\")]\n",
        CommandRun.of("run", "--debug", program.toString(), "--", "x y").out());
  }

  @Test
  void theSystemPropertyNamesTheBackend() {
    System.setProperty("mettle.backend", "nope");
    try {
      isWrongUsage("no backend is called nope", "run", program.toString());
      assertTrue(CommandRun.of("backends").out().contains("no backend is called nope"));
      assertEquals(0, CommandRun.of("run", "--tier=vm", program.toString()).status());
      System.setProperty("mettle.backend", "bytebuddy");
      assertTrue(CommandRun.of("backends").out().contains("* bytebuddy"));
    } finally {
      System.clearProperty("mettle.backend");
    }
  }

  @Test
  void backendsAreListed() {
    CommandRun outcome = CommandRun.of("backends");
    assertEquals(0, outcome.status());
    assertTrue(
        outcome.out().matches("(?s).*javassist +\\S+ +1\\.0 +200 +stages 1-6.*"), outcome.out());
    assertTrue(outcome.out().contains("bytebuddy"), outcome.out());
  }

  @Test
  void disassemblyShowsNoCodeForCallsOfExpressions() throws IOException {
    Files.writeString(
        program,
        """
        (= ((cur $f) $n) (if (== $n 0) done ((cur $f) (- $n 1))))
        (= ((plus $f) $n) (+ $f (* $n 2)))
        """);
    CommandRun outcome = CommandRun.of("disasm", program.toString());
    assertEquals(
        """
        ; line 1, cur 1 1
        ; its rules are found by unification

        ; line 2, plus 1 1
        ; its rules are found by unification

        """,
        outcome.out());
  }

  @Test
  void disassemblyShowsCodeReasonsAndClasses() {
    CommandRun plain = CommandRun.of("disasm", program.toString());
    assertEquals(0, plain.status());
    assertTrue(plain.out().contains("function \"poly 2\" (a0 atom, a1 atom, expected type)"));
    assertTrue(plain.out().contains("; line 2, loop 2\nfunction \"loop 2\""), plain.out());
    assertTrue(plain.out().contains("!(poly a 1)\n; it is evaluated as it stands"), plain.out());
    assertFalse(plain.out().contains("class "), plain.out());
    for (String backend : new String[] {"javassist", "bytebuddy"}) {
      CommandRun classes = CommandRun.of("disasm", "--backend=" + backend, program.toString());
      assertTrue(classes.out().contains("; " + backend + ": compiled, "), classes.out());
      assertTrue(classes.out().contains("multiplyExact"), classes.out());
    }
  }

  @Test
  void unreadableProgramsAreNotDisassembled() throws IOException {
    Files.writeString(program, "(= (f $x) (+ $x 1)");
    CommandRun outcome = CommandRun.of("disasm", program.toString());
    assertEquals(1, outcome.status());
    assertTrue(outcome.err().contains("p.metta:1"), outcome.err());
  }

  @Test
  void conformanceWritesItsReports() throws IOException {
    Path xml = directory.resolve("report.xml");
    Path html = directory.resolve("report.html");
    Path json = directory.resolve("report.json");
    CommandRun outcome =
        CommandRun.of(
            "conformance",
            "--backend=javassist",
            "--programs=1",
            "--junit-xml=" + xml,
            "--html=" + html,
            "--json=" + json);
    assertEquals(0, outcome.status(), outcome.out());
    assertTrue(outcome.out().contains("checks passed, 0 failed"), outcome.out());
    assertTrue(
        outcome.out().startsWith("opcode                  javassist\nstage 1\n"), outcome.out());
    assertTrue(
        outcome.out().matches("(?s).*\n  add +\\d+ passed, \\d+ not covered\n.*"), outcome.out());
    assertTrue(Files.readString(xml).contains("<testsuite"));
    assertTrue(Files.readString(html).contains("<html"));
    assertTrue(Files.readString(json).contains("\"backend\": \"javassist\""));
  }

  /** What no compiled code served has not passed. */
  @Test
  void conformanceRequiresStages() {
    String check = "--check=unit/every way/no type admits it";
    CommandRun declined = CommandRun.of("conformance", "--backend=javassist", check);
    assertEquals(0, declined.status(), declined.out());
    CommandRun required =
        CommandRun.of("conformance", "--backend=javassist", check, "--require-stage=5");
    assertEquals(1, required.status(), required.out());
    assertTrue(
        required.out().contains("not covered, stage 5: unit/every way/no type admits it"),
        required.out());
    CommandRun lower =
        CommandRun.of("conformance", "--backend=javassist", check, "--require-stage=4");
    assertEquals(0, lower.status(), lower.out());
  }

  @Test
  void conformanceListsAndChoosesChecks() {
    CommandRun list = CommandRun.of("conformance", "--opcode=add", "--check=matrix/*", "--list");
    assertEquals(0, list.status());
    assertTrue(list.out().startsWith("1  matrix/add/"), list.out());
    assertTrue(list.out().lines().allMatch(line -> line.contains("/add/")), list.out());
    CommandRun one =
        CommandRun.of("conformance", "--backend=javassist", "--check=vector/add/small");
    assertEquals(0, one.status());
    assertTrue(one.out().contains(" 1 checks passed, 0 failed"), one.out());
    isWrongUsage("no opcode is called ad", "conformance", "--opcode=ad");
    isWrongUsage("no check is chosen", "conformance", "--check=nothing");
    isWrongUsage("nowhere.jar does not exist", "conformance", "--jar=nowhere.jar");
    isWrongUsage("pom.xml is no jar", "conformance", "--jar=pom.xml");
    isWrongUsage("there is no folder", "conformance", "--html=nowhere/report.html");
    isWrongUsage("--programs must be at least 0", "conformance", "--programs=-1");
    CommandRun units =
        CommandRun.of("conformance", "--backend=javassist", "--check=unit/every way/s*");
    assertEquals(0, units.status(), units.out());
    isWrongUsage("--timeout must be at least 1", "conformance", "--timeout=0");
  }

  @Test
  void expressionsOfTheCommandLineAreEvaluatedWithOrWithoutMark() {
    assertEquals("[3]\n", CommandRun.of("run", "-e", "(+ 1 2)").out());
    assertEquals("[3]\n", CommandRun.of("run", "-e", "!(+ 1 2)").out());
    assertEquals("[word]\n[5]\n", CommandRun.of("run", "-e", "word", "-e", " 5 ").out());
    assertEquals(
        "[6]\n", CommandRun.of("run", "--tier=tree", "-e", "(= (f) 6)", "-e", "(f)").out());
    assertEquals(
        "[(b)]\n", CommandRun.of("run", "-e", "(a) (b)", "-e", "(match &self (b) (b))").out());
    assertEquals("", CommandRun.of("run", "-e", "(: f Number)").out());
    assertEquals("", CommandRun.of("run", "-e", "; nothing").out());
    CommandRun wrong = CommandRun.of("run", "-e", "(+ 1");
    assertEquals(1, wrong.status());
    assertTrue(wrong.err().startsWith("-e:1:1: "), wrong.err());
  }

  @Test
  void resultsAreStreamedOneALineAndErrorsWait() {
    String rules = "(= (f) (Error a b)) (= (f) 1) (= (f) 2) (= (g) (Error a b)) (= (h) (empty))";
    assertEquals(
        "1\n2\n(Error a b)\n",
        CommandRun.of("run", "--stream", "-e", rules + " !(f) !(h) !(g) !(f)").out());
    assertEquals(
        "[1, 2]\n[]\n[(Error a b)]\n",
        CommandRun.of("run", "-e", rules + " !(f) !(h) !(g) !(f)").out());
  }

  @Test
  void errorsSayWhereAndWhatTheyMean() throws IOException {
    Files.writeString(program, "(: f (-> Number Symbol Bool))\n  !(f 1)\n!(g)\n");
    CommandRun count = CommandRun.of("run", program.toString());
    assertEquals(1, count.status());
    assertEquals("[(Error (f 1) IncorrectNumberOfArguments)]\n", count.out());
    assertEquals(
        """
        P:2:4: the program ended here with an error
          (f 1) has 1 argument; f wants 2 arguments by its type (-> Number Symbol Bool)
          what follows was not run: 1 ! from line 3 on
        """,
        count.err().replace(program.toString(), "P"));
    assertEquals(
        """
        -e:1:2: the program ended here with an error
          in (+ 1 "a") argument 2 is of type String, and + wants Number there
        """,
        CommandRun.of("run", "-e", "!(+ 1 \"a\") ; the end").err());
    assertEquals(
        "-e:1:1: the program ended here with an error\n",
        CommandRun.of("run", "-e", "(Error a b)").err());
  }

  @Test
  void errorsSayWhichRuleMadeTheCall() throws IOException {
    Files.writeString(
        program,
        """
        (: area (-> Atom %Undefined%))
        (= (area (square $a))
           (* $a $a)) ; not (* $a $b)
        (= (label $shape) (of (area $shape) "(* 1 2)"))
        !(label (square "x"))
        """);
    assertEquals(
        """
        P:5:2: the program ended here with an error
          in (* "x" "x") argument 1 is of type String, and * wants Number there
          (* "x" "x") was called at P:3:4, in a rule of area
            called at P:4:23, in a rule of label
            called at P:5:2
        """,
        CommandRun.of("run", program.toString()).err().replace(program.toString(), "P"));
    String fact = "(= (start) (+ 1 \"a\")) (fact (+ 1 \"a\")) !(start)";
    assertTrue(
        CommandRun.of("run", "-e", fact)
            .err()
            .endsWith(
                """
                  (+ 1 "a") was called at -e:1:12, in a rule of start
                    called at -e:1:41
                """),
        () -> CommandRun.of("run", "-e", fact).err());
    String rules = "(= (f $x) (/ $x 0)) (= (g $x) (/ 2 $x)) (= (h $x) (/ $x 1)) !(f 2)";
    assertTrue(
        CommandRun.of("run", "-e", rules)
            .err()
            .endsWith("(/ 2 0) was called at -e:1:11, in a rule of f\n    called at -e:1:62\n"),
        () -> CommandRun.of("run", "-e", rules).err());
  }

  @Test
  void errorsSayWhichRulesBuildThemAndWhatIsLeftOut() throws IOException {
    Files.writeString(
        program,
        """
        (= (fail $x) (Error (fail $x) "no"))
        (= (work $x) (if (== $x 0) (fail $x) (work (- $x 1))))
        (= (main) (+ 1 (work 3)))
        !(main)
        """);
    assertEquals(
        """
        P:4:2: the program ended here with an error
          it is made at P:1:14, in a rule of fail
            reached by last calls from work, which are not noted
            called at P:3:16, in a rule of main
            called at P:4:2
        """,
        CommandRun.of("run", program.toString()).err().replace(program.toString(), "P"));
    Files.writeString(
        program, "!(add-atom &self (kept (Error a b)))\n!(match &self (kept $e) $e)\n");
    assertEquals(
        """
        P:2:2: the program ended here with an error
          where it was made is not known: it was stored, or put together of parts, since
        """,
        CommandRun.of("run", program.toString()).err().replace(program.toString(), "P"));
  }

  @Test
  void runsThatAreStoppedSayWhatWasAtWork() throws IOException {
    Files.writeString(
        program,
        """
        (= (spin $x) (if (== $x -1) 0 (spin (+ $x 1))))
        (= (outer $x) (+ 1 (spin $x)))
          (= (count $x) (if (== $x 0) (outer 1) (+ 1 (count (- $x 1)))))
        (= (start) (list (count 10)))
        !(start)
        """);
    String calls =
        """
          it was at work in a rule of spin at P:1:1
            called at P:2:20, in a rule of outer
            called at P:3:31, in a rule of count
            called at P:4:18, in a rule of start
            called at P:5:2
        """;
    for (String tier : List.of("tree", "vm", "jit")) {
      for (String limit : List.of("--max-steps=100000", "--timeout=0.5")) {
        String err =
            CommandRun.of("run", "--tier=" + tier, limit, program.toString())
                .err()
                .replace(program.toString(), "P");
        assertTrue(err.startsWith("P:5:2: the run has reached its"), err);
        assertTrue(err.endsWith(calls), err);
      }
    }
  }

  @Test
  void errorsSayTheirPlaceInModulesAndOnStandardInput() throws IOException {
    Path module = directory.resolve("shapes.metta");
    Files.writeString(module, "(= (area $a) (* $a \"x\"))\n");
    Files.writeString(program, "!(import! &self shapes)\n(= (all) (list (area 2)))\n!(all)\n");
    assertTrue(
        CommandRun.of("run", program.toString())
            .err()
            .endsWith(
                """
                  (* 2 "x") was called at M:1:14, in a rule of area
                    called at P:2:16, in a rule of all
                    called at P:3:2
                """
                    .replace("M", module.toString())
                    .replace("P", program.toString())),
        () -> CommandRun.of("run", program.toString()).err());
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(
            "(= (f $x)\n  (+ 1 $x))\n!(f \"a\")\n".getBytes(StandardCharsets.UTF_8)));
    try {
      String err = CommandRun.of("run", "-").err();
      assertTrue(
          err.endsWith(
              """
                (+ 1 "a") was called at standard input:2:3, in a rule of f
                  called at standard input:3:2
              """),
          err);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whatIsNoProgramIsSaidInOneLine() throws IOException {
    isWrongUsage("none.metta: no such file", "run", directory.resolve("none.metta").toString());
    isWrongUsage("is a directory", "run", directory.toString());
    isWrongUsage("is a directory", "run", "--tier=vm", directory.toString());
    Files.write(program, new byte[] {'(', 'a', ')', '\n', ' ', (byte) 0xff, 0});
    for (String command : new String[] {"run", "disasm"}) {
      CommandRun binary = CommandRun.of(command, program.toString());
      assertEquals(1, binary.status());
      assertTrue(binary.err().contains("p.metta:2:2: Invalid UTF-8: byte 0xff"), binary.err());
    }
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoError() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      for (String option : new String[] {"--tier=vm", "--stats", "-e"}) {
        ConsoleOutput gone =
            new ConsoleOutput(
                new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw new IOException("Broken pipe");
                  }
                });
        String[] arguments =
            option.equals("-e")
                ? new String[] {"run", "-e", "(+ 1 2)"}
                : new String[] {"run", option, "-e", "(+ 1 2)"};
        assertEquals(0, Invocation.execute(arguments, gone), option);
      }
      assertEquals("", err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void aProgramThatPrintsForNobodyEnds() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    PrintStream printed = ConsoleOutput.ofProgram(gone);
    assertThrows(ConsoleOutput.Closed.class, () -> printed.println("text"));
  }

  @Test
  void defectsShowTheirStackTraceOnlyIfAskedFor() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertEquals(4, Failure.report(new IllegalStateException("no frame"), false));
      assertTrue(
          err.toString(StandardCharsets.UTF_8).contains("internal error: java.lang.Illegal"));
      assertFalse(err.toString(StandardCharsets.UTF_8).contains("\tat "));
      Failure.report(new IllegalStateException("no frame"), true);
      assertTrue(err.toString(StandardCharsets.UTF_8).contains("\tat "));
    } finally {
      System.setErr(before);
    }
    assertEquals("[3]\n", CommandRun.of("run", "--debug", "-e", "(+ 1 2)").out());
    assertEquals(0, CommandRun.of("disasm", "--debug", program.toString()).status());
  }
}
