package dev.mettle.engine.runtime;

import dev.mettle.engine.module.Module;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.code.link.RulePlaces;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.minimal.ValueChoice;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import java.util.List;

/** How the atoms of a text are taken in, and how those behind {@code !} begin to be evaluated. */
final class Goals {

  private final Settings settings;
  private final Evaluation evaluation;
  private final RulePlaces places;
  private long depthLimited;

  Goals(Settings settings, Evaluation evaluation, RulePlaces places) {
    this.settings = settings;
    this.evaluation = evaluation;
    this.places = places;
  }

  /** How many evaluations have begun under a limit of the virtual depth. */
  long depthLimited() {
    return depthLimited;
  }

  /** What evaluation needs, whoever evaluates. */
  Evaluation evaluation() {
    return evaluation;
  }

  /** Begins to evaluate one atom in {@code module} as {@code !} does; results are for {@code k}. */
  void begin(Machine m, Module module, Atom goal, Frame k) {
    m.setView(module.view());
    startDepth(m);
    List<Atom> errors = typeErrors(goal, module.view());
    if (!errors.isEmpty()) {
      ValueChoice.returnAll(m, errors, k);
    } else if (settings.bareMinimal()) {
      evaluation.instructions().runOrReturn(m, goal, k);
    } else {
      m.evaluate(goal, Symbols.UNDEFINED, k);
    }
  }

  /**
   * Begins a count of the virtual depth, under the limit that is set now. A pragma that is met
   * while the evaluation runs is for those that start after it.
   */
  void startDepth(Machine m) {
    m.startDepth(settings.maxStackDepth());
    if (m.limitsDepth()) {
      depthLimited++;
    }
  }

  /**
   * Adds an atom to the space of a module.
   *
   * @return the errors for which it was refused instead; none if it was added
   */
  List<Atom> add(Module module, Atom atom, SourcePosition place) {
    List<Atom> errors = typeErrors(atom, module.view());
    if (errors.isEmpty()) {
      places.note(atom, place);
      module.space().add(atom);
    }
    return errors;
  }

  /**
   * The errors that the automatic type check finds, if it is switched on; none if some reading is
   * well typed.
   */
  private List<Atom> typeErrors(Atom atom, View view) {
    if (!settings.typeCheckAuto() || !(atom instanceof Expression)) {
      return List.of();
    }
    AtomTypes types = evaluation.checker().inference().of(atom, view);
    return types.allErrors() ? types.errors() : List.of();
  }
}
