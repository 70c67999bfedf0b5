package dev.mettle.engine;

import dev.mettle.engine.module.Module;
import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.engine.runtime.ProgramSteps;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.place.CallTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a program atom by atom; each is run before the next is read. */
final class ProgramReading {

  /** How many atoms are added between two looks at the limits. */
  private static final int BATCH = 64;

  private final EngineRuntime runtime;
  private final Module module;
  private final ProgramSteps steps;
  private final ProgramListener listener;
  private boolean failed;
  private boolean atEnd;
  private @Nullable Limits watching;

  ProgramReading(EngineRuntime runtime, SourceText text, ProgramListener listener) {
    this.runtime = runtime;
    this.module = runtime.modules().current();
    this.steps = runtime.steps(module, text);
    this.listener = listener;
  }

  /** Runs the program; false if it ended before the end of its text. */
  boolean run(Limits limits) {
    watching = limits;
    while (!atEnd) {
      if (!step(limits) && !atEnd) {
        return false;
      }
    }
    return true;
  }

  /** Runs the program up to the end of its next {@code !}; false if it ends there. */
  boolean step(Limits limits) {
    watching = limits;
    while (true) {
      limits.check();
      failed = false;
      switch (steps.next(BATCH)) {
        case ProgramSteps.Step.Added() -> {
          listener.read(steps.position());
          continue;
        }
        case ProgramSteps.Step.End() -> {
          atEnd = true;
          return false;
        }
        case ProgramSteps.Step.Refused(List<Atom> errors) -> {
          listener.refused(steps.position());
          errors.forEach(this::accept);
        }
        case ProgramSteps.Step.Goal(Atom goal, SourcePosition place) -> {
          listener.begun(goal, place);
          runtime.evaluate(module, goal, limits, this::accept);
        }
      }
      return listener.ended(failed);
    }
  }

  private boolean accept(Atom result) {
    failed |= Symbols.isError(result);
    listener.result(result);
    return true;
  }

  /** Where the program has been read to. */
  SourcePosition position() {
    return steps.position();
  }

  /** The exception, with the place that the program has reached. */
  RunStoppedException placed(RunStoppedException stopped) {
    return new RunStoppedException(
        stopped.reason(),
        position() + ": " + stopped.getMessage(),
        stopped,
        watching == null ? CallTrace.UNKNOWN : runtime.traceOf(watching));
  }
}
