package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.machine.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls single functions of the IR on the virtual machine of an engine, in the program that it has
 * run. Programs have no use for this: it is how the instructions themselves are checked.
 */
public final class FunctionCalls {

  private final Engine engine;

  /** Calls on {@code engine}, which runs code. */
  public FunctionCalls(Engine engine) {
    this.engine = engine;
  }

  /** Why the function that was called last has no compiled code, if there is a reason. */
  public Optional<String> notCompiled() {
    return engine.control().run(RunLimits.none(), limits -> engine.runtime().notCompiled());
  }

  /** How often compiled code was left so far, in these calls and before. */
  public long left() {
    return engine.control().run(RunLimits.none(), limits -> engine.runtime().left());
  }

  /** The results of a call whose arguments are values, of the kinds of the parameters. */
  public List<Atom> call(VerifiedFunction function, List<Atom> arguments) {
    // Variables of the same name in several arguments are one variable.
    List<Atom> own = ((Expression) Terms.detached(Expression.of(arguments))).children();
    return engine
        .control()
        .run(
            RunLimits.none(),
            limits -> {
              List<Atom> results = new ArrayList<>();
              engine
                  .runtime()
                  .call(engine.runtime().modules().current(), function, own, limits, results::add);
              return results;
            });
  }
}
