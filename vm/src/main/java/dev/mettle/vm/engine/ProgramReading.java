package dev.mettle.vm.engine;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.module.Module;
import dev.mettle.vm.runtime.EngineRuntime;
import dev.mettle.vm.runtime.ProgramSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a program atom by atom; each is run before the next is read. */
final class ProgramReading {

  /** How many atoms are added between two looks at the limits. */
  private static final int BATCH = 64;

  private final EngineRuntime runtime;
  private final Module module;
  private final ProgramSteps steps;
  private final ResultListener listener;

  ProgramReading(EngineRuntime runtime, SourceText text, ResultListener listener) {
    this.runtime = runtime;
    this.module = runtime.modules().current();
    this.steps = new ProgramSteps(runtime, module, text);
    this.listener = listener;
  }

  /** Runs the program; false if it ended at a result list that holds an error. */
  boolean run(Limits limits) throws SyntaxException {
    while (true) {
      limits.check();
      List<Atom> results = new ArrayList<>();
      switch (steps.next(BATCH)) {
        case ProgramSteps.Step.Added() -> {
          continue;
        }
        case ProgramSteps.Step.End() -> {
          return true;
        }
        case ProgramSteps.Step.Refused(List<Atom> errors) -> results.addAll(errors);
        case ProgramSteps.Step.Goal(Atom goal, SourcePosition place) ->
            runtime.evaluate(module, goal, Optional.of(place), limits, results::add);
      }
      listener.results(results);
      if (results.stream().anyMatch(Symbols::isError)) {
        return false;
      }
    }
  }

  /** The exception, with the place that the program has reached. */
  RunStoppedException placed(RunStoppedException stopped) {
    return new RunStoppedException(
        stopped.reason(), steps.position() + ": " + stopped.getMessage(), stopped);
  }
}
