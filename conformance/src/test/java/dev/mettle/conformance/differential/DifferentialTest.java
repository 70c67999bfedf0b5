package dev.mettle.conformance.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.conformance.differential.Differential.Finding;
import dev.mettle.conformance.differential.Differential.Strictness;
import dev.mettle.conformance.differential.Differential.Verdict;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.tier.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferentialTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static EngineOracle engine() {
    return new EngineOracle(() -> Engine.builder().tier(Tier.TREE), PATIENCE);
  }

  /** An engine that says 1 where 2 would be right. */
  private record Liar(Oracle honest) implements Oracle {
    @Override
    public Outcome run(Script script) {
      Outcome outcome = honest.run(script);
      return outcome instanceof Answered(ProgramOutput output)
          ? new Answered(
              new ProgramOutput(
                  output.results().stream()
                      .map(list -> list.stream().map(r -> r.replace('2', '1')).toList())
                      .toList(),
                  output.prints(),
                  output.unreadable(),
                  output.tiers()))
          : outcome;
    }

    @Override
    public void renew() {
      honest.renew();
    }

    @Override
    public void close() {
      honest.close();
    }
  }

  @Test
  void aWrongAnswerIsFoundMadeSmallAndSaved(@TempDir Path directory) throws Exception {
    Symbol f = Symbol.of("f");
    Variable x = Variable.of("x");
    LongAtom two = LongAtom.of(2);
    Script script =
        new Script(
            "too long",
            List.of(
                new Script.Form(false, Expression.of(Symbol.of("fact"), two)),
                new Script.Form(
                    false, Expression.of(Symbol.of("="), Expression.of(f, x), Expression.of(x, x))),
                new Script.Form(true, Expression.of(f, Expression.of(Symbol.of("g"), two)))));
    try (Oracle judge = engine();
        Oracle liar = new Liar(engine())) {
      Differential differential = new Differential(judge, liar, Strictness.MULTISET);
      Finding finding = differential.compare(script).orElseThrow();
      assertEquals(Verdict.DIFFERENT, finding.verdict());
      Finding small = differential.shrink(finding);
      assertEquals("! 2\n", small.script().text());
      Path saved = small.save(directory);
      assertEquals("! 2\n", Files.readString(saved));
      Path answers = saved.resolveSibling(saved.getFileName().toString().replace(".metta", ".out"));
      assertEquals(List.of("[2]"), Files.readAllLines(answers));
    }
  }

  @Test
  void whatDoesNotEndIsNotJudged() {
    Symbol f = Symbol.of("f");
    Expression call = Expression.of(f);
    Script endless =
        new Script(
            "endless",
            List.of(
                new Script.Form(false, Expression.of(Symbol.of("="), call, call)),
                new Script.Form(true, call)));
    try (Oracle engine =
        new EngineOracle(() -> Engine.builder().tier(Tier.TREE), Duration.ofSeconds(4))) {
      assertInstanceOf(Oracle.TimedOut.class, engine.run(endless));
      // The runner is free again.
      assertInstanceOf(Oracle.Answered.class, engine.run(ScriptGenerator.generate(1)));
    }
  }

  @Test
  void seedsGiveManyProgramsAndAlwaysTheSame() {
    Set<String> texts = new HashSet<>();
    for (long seed = 1; seed <= 100; seed++) {
      String text = ScriptGenerator.generate(seed).text();
      assertEquals(text, ScriptGenerator.generate(seed).text());
      texts.add(text);
    }
    assertEquals(100, texts.size());
  }

  @Test
  void callTablesHaveEveryKindOfArgument() {
    List<Script> scripts = new CallTable().scripts("size-atom").toList();
    assertTrue(scripts.stream().anyMatch(s -> s.text().contains("(size-atom)")));
    assertTrue(scripts.stream().anyMatch(s -> s.text().contains("(size-atom (b a) \"text\")")));
  }
}
