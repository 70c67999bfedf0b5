package dev.mettle.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
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
      Path.of("src/test/java/dev/mettle/vm/engine/EmbeddingExamplesTest.java");

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
    assertEquals("[(Error (/ 1 0) DivisionByZero)]", results.toString());
    assertThrows(ClassCastException.class, () -> results.single(Long.class));
  }

  private void report(String text) {
    assertFalse(text.isEmpty());
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
