package dev.mettle.engine;

import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.machine.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Atoms that come into an engine from Java: as text, or as they are. */
final class IncomingAtoms {

  private static final String TEXT = "text";

  private final EngineRuntime runtime;
  private final RunControl control;

  IncomingAtoms(EngineRuntime runtime, RunControl control) {
    this.runtime = runtime;
    this.control = control;
  }

  /**
   * A copy of an atom for this engine.
   *
   * @throws IllegalArgumentException if it holds a space or a state of another engine
   */
  Atom own(Atom atom) {
    Ownership.check(atom, runtime.clock());
    return Terms.detached(atom);
  }

  /** Reads one atom. */
  Atom parse(String text) {
    List<Atom> atoms = parseAll(text);
    if (atoms.size() != 1) {
      throw new IllegalArgumentException("not one atom but " + atoms.size() + ": " + text);
    }
    return atoms.get(0);
  }

  /** Reads all atoms of a text. */
  List<Atom> parseAll(String text) {
    return control.run(
        RunLimits.none(),
        running -> {
          AtomReader reader =
              new AtomReader(new SourceText(TEXT, text), runtime.modules().current().tokenizer());
          List<Atom> atoms = new ArrayList<>();
          for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
            atoms.add(next.get());
          }
          return atoms;
        });
  }
}
