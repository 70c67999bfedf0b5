package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.vm.tier.TierStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden programs give the recorded answers, and so do those in {@code found}: programs on
 * which an implementation was once wrong, most of them generated and made small. What the engine
 * lacks is listed in {@code lacking.txt} with the reason; a program that is listed and passes fails
 * the test, so that the list cannot grow old.
 */
class GoldenTest {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final Path FOUND = Path.of("src/test/resources/found");
  private static final Path LACKING = Path.of("src/test/resources/lacking.txt");

  /** Folders of programs that mostly define functions. */
  private static final Set<String> LOWERED =
      Set.of("control", "evaluation", "lists", "nondet", "recursion", "rules", "search");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TestFactory
  Stream<DynamicContainer> programs() throws IOException {
    Map<String, String> lacking = lacking();
    return Configuration.tests(
        programFiles(),
        GoldenTest::name,
        (program, configuration) ->
            check(program, configuration, Optional.ofNullable(lacking.get(name(program)))));
  }

  /** If nothing at all were lowered or compiled, every program would pass all the same. */
  @Test
  void everyTierRunsSomething() throws IOException {
    Path program = ROOT.resolve("recursion/recursion-02-fibonacci.metta");
    TierStatistics vm = run(program, Configuration.VM).tiers();
    assertTrue(
        vm.code().getOrDefault("functions that are code", 0L) > 0, () -> vm.lines().toString());
    for (Configuration compiled : Configuration.COMPILED_AT_ONCE) {
      TierStatistics jit = run(program, compiled).tiers();
      assertTrue(jit.units() > 0, () -> jit.lines().toString());
      assertTrue(
          jit.functions().stream().anyMatch(f -> f.entered() > 0), () -> jit.lines().toString());
    }
  }

  /** If the example compiled nothing, every program would pass all the same. */
  @Test
  void theExampleOfABackendCompiles() throws IOException {
    long units = 0;
    for (Path program : programFiles()) {
      if (program.getParent().endsWith("recursion")) {
        Map<String, Long> code = run(program, Configuration.CLASSFILE).tiers().code();
        units += code.getOrDefault("units compiled", 0L);
      }
    }
    long found = units;
    assertTrue(found > 20, () -> "only " + found + " units were compiled");
  }

  /** If lowering made no code, every program would pass all the same. */
  @Test
  void loweringDeclinesNothing() throws IOException {
    long functions = 0;
    for (Path program : programFiles()) {
      if (LOWERED.contains(program.getParent().getFileName().toString())) {
        Map<String, Long> code = run(program, Configuration.VM).tiers().code();
        assertEquals(0, code.get("functions that lowering declined"), program::toString);
        functions += code.getOrDefault("functions that are code", 0L);
      }
    }
    long found = functions;
    assertTrue(found > 100, () -> "code for only " + found + " functions");
  }

  @Test
  void theListNamesOnlyProgramsThatExist() throws IOException {
    Map<String, String> unknown = lacking();
    programFiles().forEach(program -> unknown.remove(name(program)));
    assertEquals(Map.of(), unknown);
  }

  private static ProgramOutput run(Path program, Configuration configuration) {
    return assertTimeoutPreemptively(PATIENCE, () -> configuration.run(program));
  }

  private static void check(Path program, Configuration configuration, Optional<String> reason)
      throws IOException {
    Path answers = Path.of(program.toString().replaceFirst("\\.metta$", ".out"));
    ProgramOutput expected = ProgramOutput.recorded(Files.readAllLines(answers));
    Optional<String> difference = run(program, configuration).differenceFrom(expected);
    if (difference.isPresent() && reason.isEmpty()) {
      fail(difference.get());
    }
    if (difference.isEmpty() && reason.isPresent()) {
      fail("passes now; take it out of " + LACKING);
    }
  }

  static List<Path> programFiles() throws IOException {
    try (Stream<Path> golden = Files.walk(ROOT);
        Stream<Path> found = Files.walk(FOUND)) {
      return Stream.concat(golden, found)
          .filter(file -> file.toString().endsWith(".metta"))
          .filter(file -> Files.exists(Path.of(file.toString().replaceFirst("\\.metta$", ".out"))))
          .sorted()
          .toList();
    }
  }

  private static String name(Path program) {
    return program.getFileName().toString().replaceFirst("\\.metta$", "");
  }

  private static Map<String, String> lacking() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(LACKING)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        assertEquals(2, parts.length, () -> "no reason: " + line);
        reasons.put(parts[0], parts[1]);
      }
    }
    return reasons;
  }
}
