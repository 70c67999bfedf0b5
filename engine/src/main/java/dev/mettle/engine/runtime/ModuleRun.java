package dev.mettle.engine.runtime;

import dev.mettle.engine.module.Module;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Collector;
import java.util.List;

/**
 * Runs the text of a module on the machine: a frame that waits for one evaluation after the other,
 * each of which is run to its end. The evaluations have the module's view and a virtual depth of
 * their own; who asked for the run has its own back when the run is over.
 */
final class ModuleRun extends Frame {

  /** How many atoms are added in one step of the machine, which looks at its limits in between. */
  private static final int BATCH = 64;

  /** What happens when the run is over. */
  interface Outcome {
    /**
     * The text has run to its end, and these are the results of its last evaluation; or they are
     * those of one that had errors, and nothing behind it was run.
     */
    void ran(Machine m, List<Atom> results);

    /** The text could not be read any further, for this reason. */
    void failed(Machine m, String reason);
  }

  private final Goals goals;
  private final Module module;
  private final ProgramSteps steps;
  private final ModuleErrors endings;
  private final Outcome outcome;
  private List<Atom> last = List.of();

  ModuleRun(
      Goals goals,
      Module module,
      ProgramSteps steps,
      ModuleErrors endings,
      Machine m,
      Frame k,
      Outcome o) {
    super(k, m.depth());
    this.goals = goals;
    this.module = module;
    this.steps = steps;
    this.endings = endings;
    this.outcome = o;
  }

  @Override
  public void resume(Machine m, Atom value) {
    ProgramSteps.Step step;
    try {
      step = steps.next(BATCH);
    } catch (SyntaxException e) {
      outcome.failed(m, e.position() + ": " + e.description());
      return;
    }
    switch (step) {
      case ProgramSteps.Step.Added() -> m.returnValue(Expression.EMPTY, this);
      case ProgramSteps.Step.End() -> outcome.ran(m, last);
      case ProgramSteps.Step.Refused(List<Atom> errors) -> ended(m, errors, steps.position());
      case ProgramSteps.Step.Goal(Atom goal, SourcePosition place) ->
          Collector.collect(
              m,
              this,
              (machine, results) -> goals.begin(machine, module, goal, results),
              (machine, results) -> evaluated(machine, results, place));
    }
  }

  private void evaluated(Machine m, List<Atom> results, SourcePosition place) {
    if (results.stream().anyMatch(Symbols::isError)) {
      ended(m, results, place);
      return;
    }
    last = results;
    m.returnValue(Expression.EMPTY, this);
  }

  private void ended(Machine m, List<Atom> results, SourcePosition place) {
    results.stream().filter(Symbols::isError).forEach(error -> endings.ended(error, place));
    outcome.ran(m, results);
  }
}
