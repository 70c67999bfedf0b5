package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the rules that led to an error: the same on all tiers. */
class TracesTest {

  @TempDir Path directory;

  /** The lines of the trace of a program, without its first two. */
  private String trace(String tier, String program) throws IOException {
    Path file = Files.writeString(directory.resolve("p.metta"), program);
    String[] compiled = {"run", "--tier=jit", "--threshold=0", file.toString()};
    String[] other = {"run", "--tier=" + tier, file.toString()};
    CommandRun run = CommandRun.of(tier.equals("jit") ? compiled : other);
    assertEquals(1, run.status(), run.err());
    return run.err()
        .replace(file.toString(), "P")
        .lines()
        .dropWhile(line -> !line.contains("called") && !line.contains("made"))
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "(g 1) | (= (g $x) (f $x)) | g, which",
        "(h) | (= (h) (g 1)) (= (g $x) (f $x)) | h, perhaps through g, which",
        "(h) | (= (h) (let $y (k) (g $y))) (= (k) 1) (= (g $x) (f $x)) | h, perhaps through g,"
            + " which",
        "(g 1) | (= (g $x) (case $x ((1 (f $x))))) | g, which",
        "(g 1) | (= (g $x) (switch $x ((1 (f $x))))) | g, which",
        "(g 1) | (= (g $x) (superpose ((f $x)))) | g, which",
        "(g 1) | (= (g $x) (if (== $x 1) (f $x) 2)) | g, which",
        "(g 1) | (= (g $x) (foldl-atom (2) 1 $a $b (f $a))) | g, which",
        "(g 1) | (: g (-> Number Number)) (= (g $x) (f $x)) | g, which",
        "(list 2 (g 1)) | (= (g $x) (chain $x $y (f $y))) | g, which"
      })
  void callsInLastPlaceAreNamed(String goal, String rules, String through) throws IOException {
    for (String tier : new String[] {"tree", "vm", "jit"}) {
      String trace = trace(tier, "(= (f $x) (+ $x \"a\"))\n" + rules + "\n!" + goal + "\n");
      assertEquals(
          """
          (+ 1 "a") was called at P:1:11, in a rule of f
          reached by last calls from %s are not noted
          called at P:3:%d\
          """
              .formatted(through, goal.indexOf("(", 1) < 0 ? 2 : 10),
          trace,
          tier);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void rulesAndVariablesAreCalledAsTheyAreWritten(String tier) throws IOException {
    assertEquals(
        """
        (+ 1 "a") was called at P:1:12, in a rule of $f
        called at P:2:2\
        """,
        trace(tier, "(= ($f $x) (+ $x \"a\"))\n!(foo 1)\n"));
    assertEquals(
        """
        (/ 1 0) was called at P:1:11, in a rule of f
        called in the rule of by at P:1:20
        called at P:2:2\
        """,
        trace(tier, "(= (f $x) (/ $x 0))(= (by $g $x) (list ($g $x)))\n!(by f 1)\n"));
    assertEquals(
        """
        (+ $q "a") was called at P:1:11, in a rule of f
        called at P:2:2\
        """,
        trace(tier, "(= (f $x) (+ $q \"a\"))\n!(f 1)\n"));
    assertEquals(
        """
        (+ $q "a") was called at P:2:17, in a rule of main
        called at P:3:2\
        """,
        trace(tier, "(= (f $x) $x)\n(= (main $q) (f (+ $q \"a\")))\n!(main $q)\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void errorsThatAreHandedToACallKeepTheirPlace(String tier) throws IOException {
    assertEquals(
        """
        (+ 1 "a") was called at P:1:11, in a rule of f
        called at P:2:43, in a rule of g
        called at P:3:2\
        """,
        trace(
            tier,
            """
            (= (f $x) (+ $x "a"))
            (= (g $x) (foldl-atom (1 2) 1 $a $b (list (f $a))))
            !(g 1)
            """));
  }

  /** Library functions that are computed directly, and operations that are values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "(cdr-atom ()) | (cdr-atom ()) | at P:1:11, in",
        "(if (== $x 1) (car-atom ()) 5) | (car-atom ()) | at P:1:25, in",
        "(switch $x ((1 (car-atom ())))) | (car-atom ()) | at P:1:26, in",
        "(map-atom (1 2) $m (+ 7 \"a\")) | (+ 7 \"a\") | at P:1:30, in",
        "(ap / $x) | (/ 1 0) | in",
      })
  void whatIsCalledLastIsInItsOwnRule(String body, String call, String where) throws IOException {
    String rules = "(= (f $x) " + body + ")\n(= (g $x) (w (f $x)))\n(= (ap $o $x) ($o $x 0))\n";
    String made =
        body.startsWith("(ap")
            ? call
                + " was called in the rule of ap at P:3:1\nreached by last calls from f, which are"
                + " not noted\n"
            : call + " was called " + where + " a rule of f\n";
    for (String tier : new String[] {"tree", "vm", "jit"}) {
      assertEquals(
          made + "called at P:2:14, in a rule of g\ncalled at P:5:2",
          trace(tier, rules + "\n!(g 1)\n"),
          tier);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(foo (Error $x b))",
        "(+ 1 (foo (foo (Error a b))))",
        "(if (== $x 1) (foo (Error $x b)) 3)"
      })
  void anErrorThatIsAnArgumentIsMadeInItsRule(String body) throws IOException {
    String rules = "(= (g $x) " + body + ")\n(= (h $x) (+ 1 (g $x)))\n";
    for (String tier : new String[] {"tree", "vm", "jit"}) {
      assertEquals(
          "it is made at P:1:%d, in a rule of g\ncalled at P:2:16, in a rule of h\ncalled at P:3:2"
              .formatted(11 + body.indexOf("(Error")),
          trace(tier, rules + "!(h 1)\n"),
          tier);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void theEndOfARunNamesThemToo(String tier) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("p.metta"),
            """
            (= (spin $x) (spin $x))
            (= (a $x) (+ 1 (b $x)))
            (= (b $x) (spin $x))
            !(list (a 1))
            """);
    CommandRun run = CommandRun.of("run", "--tier=" + tier, "--max-steps=20000", file.toString());
    assertEquals(
        """
        P:4:2: the run has reached its limit of 20000 steps; --max-steps sets it
          it was at work in a rule of spin at P:1:1
            reached by last calls from b, which are not noted
            called at P:2:16, in a rule of a
            called at P:4:8
        """,
        run.err().replace(file.toString(), "P"));
  }

  /** What is gone back to is at work while what it gives is gathered. */
  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void theEndOfWhatIsGatheredNamesItsRule(String tier) throws IOException {
    String rules = "(= (nat $n) $n)\n(= (nat $n) (nat (+ $n 1)))\n";
    Path file = Files.writeString(directory.resolve("p.metta"), rules + "!(collapse (nat 0))\n");
    for (String steps : new String[] {"20000", "20001", "20002", "20003"}) {
      CommandRun run =
          CommandRun.of("run", "--tier=" + tier, "--max-steps=" + steps, file.toString());
      assertEquals(
          "  it was at work in a rule of nat at P:2:1\n    called at P:3:12\n",
          run.err()
              .replace(file.toString(), "P")
              .replace("nat at P:1:1", "nat at P:2:1")
              .lines()
              .skip(1)
              .map(line -> line + "\n")
              .collect(Collectors.joining()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void errorsOfModulesHaveTheirPlaces(String tier) throws IOException {
    Files.writeString(directory.resolve("lib.metta"), "(= (lf $x) (/ $x 0))\n!(w (lf 1))\n");
    Files.writeString(directory.resolve("mid.metta"), "(m)\n!(import! &self lib)\n");
    String module =
        """
        the module ended at L:2:2 with (Error (/ 1 0) DivisionByZero)
        (/ 1 0) was called at L:1:12, in a rule of lf
        called at L:2:5\
        """;
    assertEquals(module, ofModules(tier, "!(import! &self lib)"));
    assertEquals(module, ofModules(tier, "!(include lib)"));
    assertEquals(
        "the module ended at M:2:2 with (Error (import! ModuleSpace(GroundingSpace-top:mid) "
            + "lib) ...\n"
            + module,
        ofModules(tier, "!(import! &self mid)"));
  }

  private String ofModules(String tier, String program) throws IOException {
    Path file = Files.writeString(directory.resolve("p.metta"), program);
    return CommandRun.of("run", "--tier=" + tier, file.toString())
        .err()
        .replace(directory.resolve("lib.metta").toString(), "L")
        .replace(directory.resolve("mid.metta").toString(), "M")
        .lines()
        .skip(1)
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void anErrorThatStandsBehindTheMarkHasItsPlace(String tier) throws IOException {
    assertEquals("it is made at P:2:5", trace(tier, "(= (h $x) $x)\n!(h (Error a b))\n"));
  }
}
