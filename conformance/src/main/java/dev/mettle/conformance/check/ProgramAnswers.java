package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.BackendHarness;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.util.List;

/** The answers of programs, which are those of the tree-walker however they run. */
final class ProgramAnswers {

  private ProgramAnswers() {}

  /**
   * Runs a program in an engine that compiles with the backend.
   *
   * @param way how it runs, for messages
   * @throws CheckFailedException if an answer is not that of the tree-walker
   */
  static void check(BackendHarness harness, String text, String way, TierOptions options) {
    check(harness, harness.engine(options), text, way);
  }

  /** Runs a program in an engine that runs it in the way of a harness. */
  static void check(Harness harness, String text) {
    check(harness, harness.engine(RunLimits.none()), text, "by the " + harness.name());
  }

  private static void check(Harness harness, Engine engine, String text, String way) {
    List<String> expected = of(Engine.builder().tier(Tier.TREE).build(), text);
    List<String> answers = of(engine, text);
    for (int i = 0; i < expected.size(); i++) {
      unlessSame(
          "the %d. answer of this program, %s,".formatted(i + 1, way),
          text,
          expected.get(i),
          answers.get(i));
    }
    harness.served(engine);
  }

  /** The answers, each with its results in order. */
  static List<String> of(Engine engine, String text) {
    try {
      return engine.run(text).stream().map(results -> results.atoms().toString()).toList();
    } catch (SyntaxException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Fails if what was found is not what was expected. */
  static void unlessSame(String what, String text, String expected, String found) {
    if (!found.equals(expected)) {
      throw new CheckFailedException(
          "%s is\n%s instead of\n%s\n%s".formatted(what, found, expected, text));
    }
  }
}
