package dev.mettle.engine;

import dev.mettle.engine.module.Module;
import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.vm.space.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a program to the end and lowers it, without running any of it. */
final class ProgramLoweringReader {

  private record Goal(Optional<CallKey> key, Atom atom, SourcePosition place) {}

  private final EngineRuntime runtime;
  private final Module module;

  ProgramLoweringReader(EngineRuntime runtime) {
    this.runtime = runtime;
    this.module = runtime.modules().current();
  }

  ProgramLowering read(SourceText text) {
    AtomReader reader = new AtomReader(text, module.tokenizer());
    List<Goal> goals = new ArrayList<>();
    Set<CallKey> functions = new HashSet<>();
    boolean interpret = false;
    for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
      Atom atom = next.get();
      if (atom == Symbols.BANG) {
        interpret = true;
      } else if (interpret) {
        interpret = false;
        goals.add(new Goal(Optional.empty(), atom, reader.position()));
      } else {
        runtime.written(atom, reader.position());
        module.space().add(atom);
        Optional<CallKey> key = keyOf(atom);
        if (key.isPresent() && functions.add(key.get())) {
          goals.add(new Goal(key, atom, reader.position()));
        }
      }
    }
    return new ProgramLowering(goals.stream().map(this::lower).toList());
  }

  /** Which calls a rule is for; none if it is no rule, or one for calls of any head. */
  private static Optional<CallKey> keyOf(Atom atom) {
    return Rule.isRule(atom) && ((Expression) atom).get(1) instanceof Expression call
        ? CallKey.of(call)
        : Optional.empty();
  }

  private ProgramLowering.Unit lower(Goal goal) {
    Optional<CallKey> plain = goal.key().filter(key -> key.arities().size() == 1);
    return new ProgramLowering.Unit(
        goal.key(),
        goal.atom(),
        goal.place().line(),
        plain.flatMap(key -> runtime.lowered(module.view(), key)),
        plain.flatMap(key -> runtime.unit(module.view(), key)));
  }
}
