package dev.mettle.engine;

import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.machine.ResultCursor;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.VariableRewriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A space, used under the rules of its engine. */
final class EngineSpace implements Space {

  private final EngineRuntime runtime;
  private final RunControl control;
  private final IncomingAtoms incoming;
  private final AtomSpace space;

  EngineSpace(EngineRuntime runtime, RunControl control, IncomingAtoms incoming, AtomSpace space) {
    this.runtime = runtime;
    this.control = control;
    this.incoming = incoming;
    this.space = space;
  }

  private <T, X extends Exception> T inside(RunControl.Body<T, X> body) throws X {
    return control.run(RunLimits.none(), body);
  }

  @Override
  public Atom atom() {
    return space;
  }

  @Override
  public int size() {
    return inside(limits -> space.size());
  }

  @Override
  public List<Atom> atoms() {
    return inside(
        limits -> {
          List<Atom> atoms = new ArrayList<>(space.size());
          for (Candidates all = space.all(); all.hasNext(); ) {
            atoms.add(all.next());
          }
          return atoms;
        });
  }

  @Override
  public boolean contains(Atom atom) {
    return inside(limits -> space.count(atom) > 0);
  }

  @Override
  public void add(Atom atom) {
    inside(
        limits -> {
          space.add(incoming.own(atom));
          return true;
        });
  }

  @Override
  public void add(String text) {
    List<Atom> atoms = incoming.parseAll(text);
    inside(
        limits -> {
          atoms.forEach(space::add);
          return true;
        });
  }

  @Override
  public boolean remove(Atom atom) {
    return inside(limits -> space.remove(atom));
  }

  @Override
  public List<Atom> match(Atom pattern, Atom template) {
    // Rewritten as one, so that variables of one name stay one.
    Expression both =
        (Expression) incoming.own(Expression.of(pattern, Expression.of(Symbols.COMMA, template)));
    return inside(
        limits -> {
          ResultCursor cursor = runtime.query(space, both.get(0), both.get(1), limits);
          List<Atom> found = new ArrayList<>();
          for (Optional<Atom> next = cursor.next(); next.isPresent(); next = cursor.next()) {
            // In brackets, so that an instance that is an error is a solution like any other.
            found.add(((Expression) next.get()).get(1));
          }
          return found;
        });
  }

  @Override
  public List<Map<String, Atom>> match(String pattern) {
    Atom wanted = incoming.parse(pattern);
    VariableRewriter variables = new VariableRewriter(v -> v);
    variables.rewrite(wanted);
    List<Variable> named =
        variables.replacements().keySet().stream().filter(v -> !v.name().isEmpty()).toList();
    List<Map<String, Atom>> solutions = new ArrayList<>();
    for (Atom values : match(wanted, Expression.of(named))) {
      Map<String, Atom> solution = new LinkedHashMap<>();
      for (int i = 0; i < named.size(); i++) {
        solution.put(named.get(i).name(), ((Expression) values).get(i));
      }
      solutions.add(solution);
    }
    return solutions;
  }
}
