package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TierStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of functions that are hot: by the statistics, and to Flight Recorder. */
class HotFunctionsTest {

  private static final String PROGRAM =
      """
      (= (double $x) (+ $x $x))
      (= (loop $n $x) (if (== $n 0) $x (loop (- $n 1) (double $x))))
      !(double 4)
      !(loop 70 1)
      !(loop 3 1)
      (= (double $x) (* $x 3))
      !(collapse (loop 1 1))
      """;

  private static TierStatistics run() throws Exception {
    Engine engine =
        Engine.builder()
            .tierOptions(TierOptions.COMPILE_EVERYTHING.withBackend("javassist"))
            .build();
    assertEquals(
        List.of("[8]", "[1180591620717411303424]", "[8]", "[(2 3)]"),
        engine.run(PROGRAM).stream().map(Object::toString).toList());
    return engine.statistics();
  }

  private static CompiledFunction function(TierStatistics statistics, String name) {
    return statistics.functions().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachFunctionSaysWhatBecameOfIt() throws Exception {
    TierStatistics statistics = run();
    CompiledFunction loop = function(statistics, "loop 2");
    assertTrue(loop.entered() >= 2, loop::toString);
    assertTrue(
        loop.versions().getFirst().startsWith("(long, long) as %Undefined% -> "), loop::toString);
    assertTrue(loop.classBytes() > 500, loop::toString);
    assertTrue(loop.compileNanos() > 0, loop::toString);
    CompiledFunction twice = function(statistics, "double 1");
    assertTrue(twice.leaves().get("an integer left its typed lane") >= 1, twice::toString);
    assertTrue(twice.invalidations() >= 1, twice::toString);
  }

  private static TierStatistics runByDefault(String program, String answers) throws Exception {
    Engine engine =
        Engine.builder().tierOptions(TierOptions.DEFAULT.withBackend("javassist")).build();
    assertEquals(answers, engine.run(program).toString());
    return engine.statistics();
  }

  /** What waits but once would be compiled for nothing. */
  @Test
  void theOutermostFunctionThatIsRepeatedIsCompiledWithWhatItCalls() throws Exception {
    TierStatistics statistics =
        runByDefault(
            """
            (= (count $n) (if (== $n 0) 0 (+ 1 (count (- $n 1)))))
            (= (turns $n $sum) (if (== $n 0) $sum (turns (- $n 1) (+ $sum (count 60)))))
            (= (main $n) (let $sum (turns $n 0) $sum))
            !(bind! &none (new-space))
            !(main 1000)
            """,
            "[[()], [60000]]");
    CompiledFunction main = function(statistics, "main 1");
    CompiledFunction turns = function(statistics, "turns 2");
    CompiledFunction count = function(statistics, "count 1");
    assertEquals("not hot", main.state());
    assertEquals("compiled by javassist", turns.state());
    assertEquals("compiled as a part of turns 2", count.state());
    assertTrue(turns.entered() + count.entered() > 0, statistics::toString);
    assertEquals(0, main.classBytes() + count.classBytes(), statistics::toString);
  }

  /** What goes on for each of several values is repeated, too. */
  @Test
  void aFunctionThatGoesOnWithSeveralValuesIsCompiledWithWhatItCalls() throws Exception {
    TierStatistics statistics =
        runByDefault(
            """
            (= (bit) 0)
            (= (bit) 1)
            (= (bits $n) (if (== $n 0) End (B (bit) (bits (- $n 1)))))
            (= (ones End) 0)
            (= (ones (B $bit $rest)) (+ $bit (ones $rest)))
            (= (main $n) (let $bits (bits $n) (if (== (ones $bits) $n) $n (empty))))
            !(main 12)
            """,
            "[[12]]");
    assertEquals("compiled by javassist", function(statistics, "main 1").state());
    assertEquals("compiled as a part of main 1", function(statistics, "ones 1").state());
  }

  /** Compiled code gains nothing where the time goes to choice points of queries. */
  @Test
  void whatAsksForSeveralRowsIsCompiledMuchLaterThanWhatAsksForOne() throws Exception {
    String program =
        """
        !(bind! &facts (new-space))
        (= (fill $i)
           (if (== $i 0)
               done
               (let* (($k (%% $i %s)) ($a (add-atom &facts (at $i $k)))) (fill (- $i 1)))))
        (= (ask $key) (match &facts (at $x $key) $x))
        (= (turns $i $sum)
           (if (== $i 0)
               $sum
               (let $all (collapse (ask 7)) (turns (- $i 1) (+ $sum (size-atom $all))))))
        !(fill 100)
        !(turns 20000 0)
        """;
    TierStatistics one = runByDefault(program.formatted("100"), "[[()], [done], [20000]]");
    assertEquals("compiled by javassist", function(one, "turns 2").state());
    TierStatistics several = runByDefault(program.formatted("20"), "[[()], [done], [100000]]");
    assertEquals("not hot", function(several, "turns 2").state());
    assertTrue(several.functions().stream().noneMatch(f -> f.classBytes() > 0), several::toString);
  }

  @Test
  void flightRecorderHearsOfIt(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("run.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      run();
      recording.stop();
      recording.dump(file);
    }
    Map<String, List<RecordedEvent>> events = events(file);
    assertTrue(events.containsKey("mettle.FunctionCompiled"), () -> events.keySet().toString());
    assertTrue(events.containsKey("mettle.CodeInvalidated"), () -> events.keySet().toString());
    assertTrue(
        events.get("mettle.CodeLeft").stream()
            .anyMatch(
                event ->
                    event.getString("function").equals("double 1")
                        && event.getString("reason").equals("an integer left its typed lane")),
        events::toString);
  }

  private static Map<String, List<RecordedEvent>> events(Path file) throws IOException {
    assertTrue(Files.size(file) > 0);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("mettle."))
        .collect(Collectors.groupingBy(event -> event.getEventType().getName()));
  }
}
