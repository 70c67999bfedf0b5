package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Selection;
import dev.mettle.conformance.kit.Status;
import dev.mettle.conformance.report.Report;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The example of the guide does what the guide says. The guide has it word for word, so that what
 * is printed there is compiled and run; {@link SmallBackendConformanceTest} holds it against the
 * kit.
 */
class SmallBackendTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theGuideShowsWhatIsRunHere() throws IOException {
    List<String> snippets = new ArrayList<>();
    Matcher snippet = SNIPPET.matcher(Files.readString(Path.of("../docs/writing-a-backend.md")));
    while (snippet.find()) {
      snippets.add(snippet.group(1));
    }
    assertEquals(
        List.of(source(SmallBackend.class), source(SmallBackendConformanceTest.class)), snippets);
  }

  @Test
  void theExampleIsSmall() throws IOException {
    long lines = source(SmallBackend.class).lines().count();
    assertTrue(lines <= 80, lines + " lines");
  }

  /** All that the level asks for but the large matrices, which the kit's own test has. */
  @Test
  void itsLevelIsStageOneWithoutLanes() {
    Selection some =
        new Selection(List.of("contract/*", "unit/*", "vector/*"), Set.of(), Set.of(0, 1));
    Report report =
        Conformance.run(
            new SmallBackend(), ConformanceOptions.DEFAULT.withSelection(some), result -> {});
    assertEquals("STAGE-1 without lanes", report.standing());
    assertEquals(0, report.count(Status.SKIPPED));
    assertEquals(List.of(), report.uncovered(1).stream().map(CheckResult::id).toList());
  }

  /** A source file without its package. */
  private static String source(Class<?> type) throws IOException {
    Path file = Path.of("src/test/java", type.getName().replace('.', '/') + ".java");
    return Files.readString(file).replaceFirst("package .*\n\n", "");
  }

  @Test
  void programsRunOnIt() throws SyntaxException {
    Engine engine = Engine.builder().tierOptions(TierOptions.COMPILE_EVERYTHING).build();
    engine.useBackend(new SmallBackend());
    assertEquals(
        List.of("[13]", "[13.5]", "[(- (* a a) 3)]", "[85070591730234615847396907784232501246]"),
        engine
            .run(
                """
                (= (f $x) (- (* $x $x) 3))
                !(f 4) !(- (f 4.0) -0.5) !(f a) !(f 9223372036854775807)
                """)
            .stream()
            .map(Object::toString)
            .toList());
    CompiledFunction f = engine.statistics().functions().getFirst();
    assertEquals("compiled by small", f.state());
    assertTrue(f.entered() >= 4, f::toString);
  }
}
