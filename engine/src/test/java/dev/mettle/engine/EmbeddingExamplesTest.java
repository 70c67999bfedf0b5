package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.script.Invocable;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/embedding.md}, which shows lines of this file and nothing else. */
final class EmbeddingExamplesTest {

  private static final Path PAGE = Path.of("..", "docs", "embedding.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/mettle/engine/EmbeddingExamplesTest.java");

  @Test
  void thePageShowsLinesOfThisFile() throws Exception {
    String source = withoutIndentation(Files.readString(SOURCE));
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    int count = 0;
    while (blocks.find()) {
      String block = withoutIndentation(blocks.group(1));
      assertTrue(source.contains(block), "not in the test: " + block);
      count++;
    }
    assertTrue(count >= 10, count + " examples");
  }

  private static String withoutIndentation(String text) {
    return Pattern.compile("^ +", Pattern.MULTILINE).matcher(text).replaceAll("");
  }

  @Test
  void running() throws Exception {
    Engine engine = Engine.create();
    engine.run("(= (fib $n) (if (< $n 2) $n (+ (fib (- $n 1)) (fib (- $n 2)))))");

    long value = engine.evaluate("(fib 20)").single(Long.class);
    long same = engine.call("fib", 20).single(Long.class);
    assertEquals(6765, value);
    assertEquals(value, same);

    List<Results> lines = engine.run("!(+ 1 2) !(superpose (a \"b\" (c 3.5)))");
    assertEquals("[a, \"b\", (c 3.5)]", lines.get(1).toString());
    Object list = lines.get(1).values().get(2); // a java.util.List of the symbol c and 3.5
    assertEquals(3.5, ((List<?>) list).get(1));
  }

  @Test
  void errors() throws Exception {
    Engine engine = Engine.create();
    Results results = engine.evaluate("(/ 1 0)");
    results.error().ifPresent(error -> report(error.toString())); // (Error (/ 1 0) DivisionByZero)
    try {
      report("%d".formatted(results.single(Long.class)));
    } catch (ErrorResultException e) {
      report(e.error().toString()); // the same atom
    }
    assertEquals("[(Error (/ 1 0) DivisionByZero)]", results.toString());
    ErrorResultException thrown =
        assertThrows(ErrorResultException.class, () -> results.single(Long.class));
    assertEquals(results.single(), thrown.error());
    assertThrows(ErrorResultException.class, () -> results.values(Long.class));
    assertThrows(ErrorResultException.class, results::orThrow);
    assertThrows(ClassCastException.class, () -> engine.evaluate("a").single(Long.class));
    assertEquals(results.single(), results.single(Atom.class));
    assertThrows(SyntaxException.class, () -> engine.evaluate("(a"));
  }

  private void report(String text) {
    assertFalse(text.isEmpty());
  }

  /** What goes wrong in a call of the engine is the result of the operation that made it. */
  @Test
  void errorsOfCallsInsideOfOperations() {
    Engine engine = Engine.create();
    engine.register("inner", arguments -> engine.evaluate("(/ 1 0)").single(Long.class));
    assertEquals("[(Error (/ 1 0) DivisionByZero)]", engine.evaluate("(inner)").toString());
  }

  @Test
  void functionsOfUpToFiveArguments() {
    Engine engine = Engine.create();
    engine.register("seven", Long.class, () -> 7L);
    engine.register(
        "clamp",
        Long.class,
        Long.class,
        Long.class,
        Long.class,
        (low, value, high) -> Math.clamp(value, low, high));
    engine.register(
        "sum4",
        Long.class,
        Long.class,
        Long.class,
        Long.class,
        Long.class,
        (a, b, c, d) -> a + b + c + d);
    engine.register(
        "joined",
        String.class,
        Long.class,
        Boolean.class,
        Double.class,
        String.class,
        String.class,
        (a, b, c, d, e) -> a + b + c + d + e);
    assertEquals(7, engine.evaluate("(seven)").single(Integer.class));
    assertEquals(5, engine.evaluate("(clamp 0 9 5)").single(Integer.class));
    assertEquals(10, engine.evaluate("(sum4 1 2 3 4)").single(Integer.class));
    assertEquals(
        "a1true2.5z", engine.evaluate("(joined \"a\" 1 True 2.5 \"z\")").single(String.class));
    assertEquals(
        "[(Error (clamp 0 b 5) (BadArgType 2 Number String))]",
        engine.evaluate("(clamp 0 \"b\" 5)").toString().replace("\"b\"", "b"));
  }

  @Test
  void templates() {
    EngineTemplate template =
        Engine.builder()
            .limits(RunLimits.ofTime(Duration.ofSeconds(1)))
            .template(new SourceText("rules.metta", "(= (double $x) (* 2 $x))"));
    Engine first = template.create();
    Engine second = template.create();
    assertEquals(8, first.call("double", 4).single(Integer.class));
    first.run("(= (double $x) no)");
    assertEquals("[8]", second.call("double", 4).toString());
    assertEquals("[8, no]", first.call("double", 4).toString());
  }

  @Test
  void programsOfTemplatesMayEvaluate() {
    EngineTemplate template =
        Engine.builder()
            .template(
                new SourceText("words.metta", "!(bind! three 3)"),
                new SourceText("rules.metta", "(= (f) three)"));
    assertEquals("[3]", template.create().evaluate("(f)").toString());
    SourceText wrong = new SourceText("wrong.metta", "!(/ 1 0)");
    assertThrows(ErrorResultException.class, () -> Engine.builder().template(wrong));
    SourceText open = new SourceText("open.metta", "(a");
    assertThrows(SyntaxException.class, () -> Engine.builder().template(open));
  }

  /** Texts that are too long to be packed, or are to be checked, are run. */
  @Test
  void programsOfTemplatesThatAreNotPacked() {
    String facts =
        IntStream.range(0, 12_000).mapToObj(i -> "(n " + i + ")").collect(Collectors.joining("\n"));
    Engine engine = Engine.builder().template(new SourceText("facts.metta", facts)).create();
    assertEquals(12_000, engine.space().size());
    SourceText checked = new SourceText("checked.metta", "!(pragma! type-check auto)");
    SourceText bad = new SourceText("bad.metta", "(+ 1 \"a\")");
    assertThrows(ErrorResultException.class, () -> Engine.builder().template(checked, bad));
  }

  @Test
  void streams() throws Exception {
    Engine engine = Engine.create();
    engine.run("(= (nat $n) $n) (= (nat $n) (nat (+ $n 1)))");
    List<Atom> first = engine.stream("(nat 0)").limit(3).toList();
    assertEquals("[0, 1, 2]", first.toString());
  }

  @Test
  void operations() throws Exception {
    Engine engine = Engine.create();
    engine.register("upper", String.class, String.class, String::toUpperCase);
    engine.register("hypot", Double.class, Double.class, Double.class, Math::hypot);

    engine.register(
        "between",
        "(-> Number Number Number)",
        arguments -> {
          long from = arguments.getLong(0);
          long to = arguments.getLong(1);
          if (to - from > 1_000_000) {
            throw new OperationException("TooMany"); // (Error (between 1 5000000) TooMany)
          }
          return IntStream.rangeClosed((int) from, (int) to).boxed(); // several results, lazily
        });

    engine.register(
        "gcd",
        MethodHandles.lookup()
            .findStatic(
                EmbeddingExamplesTest.class,
                "gcd",
                MethodType.methodType(long.class, long.class, long.class)));

    assertEquals("[\"METTA\"]", engine.evaluate("(upper \"metta\")").toString());
    assertEquals("[5.0]", engine.evaluate("(hypot 3 4)").toString());
    assertEquals("[1, 2, 3]", engine.evaluate("(between 1 3)").toString());
    assertEquals(
        "[(Error (between 1 5000000) TooMany)]", engine.evaluate("(between 1 5000000)").toString());
    assertEquals("[(between $x 3)]", engine.evaluate("(between $x 3)").toString());
    assertEquals("[6]", engine.evaluate("(gcd 12 18)").toString());
  }

  static long gcd(long a, long b) {
    return b == 0 ? Math.abs(a) : gcd(b, a % b);
  }

  @Test
  void objects() throws Exception {
    Engine engine = Engine.create();
    engine.bind("&home", Path.of("/home/ann"));
    engine.register(
        "resolve", Path.class, String.class, Path.class, (path, name) -> path.resolve(name));
    Path file = engine.evaluate("(resolve &home \"notes\")").single(Path.class);
    assertEquals(Path.of("/home/ann/notes"), file);
  }

  @Test
  void spaces() throws Exception {
    Engine engine = Engine.create();
    Space space = engine.space();
    space.add("(parent Tom Bob) (parent Bob Ann)");
    space.add(engine.parse("(parent Bob Pat)"));
    for (Map<String, Atom> solution : space.match("(, (parent $a $b) (parent $b $c))")) {
      report(solution.get("a") + " is a grandparent of " + solution.get("c"));
    }
    assertEquals(2, space.match("(, (parent $a $b) (parent $b $c))").size());
    assertTrue(space.remove(engine.parse("(parent Bob Pat)")));
  }

  @Test
  void limits() throws Exception {
    Engine engine = Engine.builder().limits(RunLimits.ofTime(Duration.ofMillis(200))).build();
    engine.run("(= (forever) (forever))");
    try {
      engine.evaluate("(forever)");
    } catch (RunStoppedException e) {
      report(e.reason() + ": " + e.getMessage()); // TIME_LIMIT: the run has reached ...
    }
    assertEquals("[3]", engine.evaluate("(+ 1 2)").toString());
  }

  @Test
  void output() throws Exception {
    List<String> lines = new ArrayList<>();
    Engine engine = Engine.builder().onPrint(lines::add).build();
    engine.run(new SourceText("hello.metta", "!(println! \"hello\")"), results -> {});
    assertEquals(List.of("hello"), lines);
  }

  @Test
  void scripting() throws Exception {
    ScriptEngine script = new ScriptEngineManager().getEngineByName("metta");
    script.put("limit", 10);
    StringWriter printed = new StringWriter();
    script.getContext().setWriter(printed);
    Object sum = script.eval(new StringReader("(= (twice $x) (* 2 $x)) !(+ limit (twice 3))"));
    Object twelve = ((Invocable) script).invokeFunction("twice", 6);
    assertEquals(16L, sum);
    assertEquals(12L, twelve);
  }

  @Test
  void anEngineForEachThread() throws Exception {
    long sum =
        Stream.of(10, 15, 20)
            .parallel()
            .mapToLong(n -> Engine.create().call("*", n, n).single(Long.class))
            .sum();
    assertEquals(725, sum);
  }
}
