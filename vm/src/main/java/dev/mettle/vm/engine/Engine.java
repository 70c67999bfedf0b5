package dev.mettle.vm.engine;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.module.Module;
import dev.mettle.vm.promotion.Promotion;
import dev.mettle.vm.runtime.EngineRuntime;
import dev.mettle.vm.runtime.ProgramSteps;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierStatistics;
import dev.mettle.vm.tier.UnknownBackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs MeTTa programs. An engine keeps what programs define: running a second program continues
 * where the first one ended.
 *
 * <p>An engine is used by one thread at a time; different engines are independent.
 */
public final class Engine {

  private final EngineRuntime runtime;

  Engine(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  /** Begins to describe an engine. */
  public static EngineBuilder builder() {
    return new EngineBuilder();
  }

  /** An engine with default settings. */
  public static Engine create() {
    return builder().build();
  }

  /**
   * Runs a program: atoms are added to the program's space, those behind {@code !} are evaluated.
   *
   * @return false if the run ended at a result list that holds an error
   * @throws SyntaxException if the text cannot be read; what came before it has run
   */
  public boolean run(SourceText text, ResultListener listener) throws SyntaxException {
    Module module = runtime.modules().current();
    ProgramSteps steps = new ProgramSteps(runtime, module, text);
    while (true) {
      List<Atom> results = new ArrayList<>();
      switch (steps.next(Integer.MAX_VALUE)) {
        case ProgramSteps.Step.Added() -> {
          continue;
        }
        case ProgramSteps.Step.End() -> {
          return true;
        }
        case ProgramSteps.Step.Refused(List<Atom> errors) -> results.addAll(errors);
        case ProgramSteps.Step.Goal(Atom goal, SourcePosition place) ->
            runtime.evaluate(module, goal, Optional.of(place), Limits.none(), results::add);
      }
      listener.results(results);
      if (results.stream().anyMatch(Symbols::isError)) {
        return false;
      }
    }
  }

  /**
   * Lowers a program without running it: its atoms are added to the program's space, and then every
   * function and every expression behind {@code !} is lowered. Since no {@code !} is run, words
   * that the program would bind are read as symbols.
   *
   * @throws SyntaxException if the text cannot be read
   * @throws IllegalStateException if this engine lowers nothing
   */
  public ProgramLowering lower(SourceText text) throws SyntaxException {
    Promotion promotion =
        runtime
            .promotion()
            .orElseThrow(() -> new IllegalStateException("this engine lowers nothing"));
    Module module = runtime.modules().current();
    return new ProgramLoweringReader(promotion, module).read(text);
  }

  /** What ran on which tier so far, and why something did not run on a higher one. */
  public TierStatistics statistics() {
    return runtime
        .promotion()
        .map(promotion -> promotion.tiers().statistics().withCode(runtime.codeStatistics()))
        .orElseGet(TierStatistics::treeWalkerAlone);
  }

  /**
   * Changes the backend: what was compiled so far is dropped, and compiled again once it is hot.
   *
   * @throws UnknownBackendException if there is no backend of that name
   * @throws IllegalStateException if this engine compiles nothing
   */
  public void useBackend(String id) {
    runtime
        .promotion()
        .filter(promotion -> promotion.tiers().options().tier() == Tier.JIT)
        .orElseThrow(() -> new IllegalStateException("this engine does not use backends"))
        .tiers()
        .useBackend(id);
  }

  /** The run-time behind this engine. */
  EngineRuntime runtime() {
    return runtime;
  }
}
