package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.differential.Differential;
import dev.mettle.conformance.differential.Differential.Finding;
import dev.mettle.conformance.differential.Differential.Strictness;
import dev.mettle.conformance.differential.Differential.Verdict;
import dev.mettle.conformance.differential.EngineOracle;
import dev.mettle.conformance.differential.Oracle;
import dev.mettle.conformance.differential.Script;
import dev.mettle.conformance.differential.ScriptGenerator;
import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated programs give the same results in the same order on every tier. The judge is the
 * tree-walker with every library function run by its rules.
 */
class GeneratedProgramsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SEEDS = 60;

  /** What the judge said, so that it is asked once for each program. */
  private static final Map<String, Oracle.Outcome> JUDGED = new HashMap<>();

  private record Remembering(Oracle judge) implements Oracle {
    @Override
    public Outcome run(Script script) {
      return JUDGED.computeIfAbsent(script.text(), text -> judge.run(script));
    }

    @Override
    public void renew() {
      judge.renew();
    }

    @Override
    public void close() {
      judge.close();
    }
  }

  private static final Path REPRODUCERS = Path.of("target", "found");

  @ParameterizedTest
  @EnumSource
  void everyTierAnswersAsTheRulesSay(Configuration configuration) {
    try (Oracle judge =
            new Remembering(
                new EngineOracle(
                    () -> Engine.builder().tier(Tier.TREE).intrinsics(false), PATIENCE));
        Oracle candidate = new EngineOracle(configuration::engine, PATIENCE)) {
      Differential differential = new Differential(judge, candidate, Strictness.SEQUENCE);
      for (long seed = 1; seed <= SEEDS; seed++) {
        Optional<Finding> finding =
            differential
                .compare(ScriptGenerator.generateAnything(seed))
                .filter(f -> f.verdict() != Verdict.LIBRARY_TEXT);
        if (finding.isPresent()) {
          Finding smallest = differential.shrink(finding.get());
          Path saved = smallest.save(REPRODUCERS);
          throw new AssertionError(
              "%sThe program and the answer are in %s: move them to src/test/resources/found, where"
                      .formatted(smallest.describe(), saved)
                  + " they are run as tests.");
        }
      }
      assertTrue(
          differential.counts().getOrDefault(Verdict.AGREE, 0) > SEEDS * 9 / 10,
          () -> "little was compared: " + differential.counts());
    }
  }
}
