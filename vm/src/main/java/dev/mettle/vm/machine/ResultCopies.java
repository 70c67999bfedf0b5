package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results of an evaluation while its other alternatives are tried. Variables that were made
 * since it began may get a value from one of those, which nobody takes back, since nobody who is
 * older knows them; but a result that is kept does. It gets variables of its own for them, the same
 * ones in all results.
 */
public final class ResultCopies {

  private final long since;
  private @Nullable Map<Variable, Variable> copies;

  /** For the results of an evaluation that begins now. */
  public ResultCopies() {
    this(Variable.nextSerial());
  }

  /**
   * For the results of an evaluation that is going on.
   *
   * @param since the serial that the next variable had when it began
   */
  ResultCopies(long since) {
    this.since = since;
  }

  /**
   * A result as it is now, to be kept.
   *
   * @param last whether there are no other alternatives
   */
  public Atom keep(Atom result, boolean last) {
    Atom resolved = Terms.resolve(result);
    if (resolved.isGround() || last && copies == null) {
      return resolved;
    }
    Map<Variable, Variable> known = copies;
    Map<Variable, Variable> own = known == null ? new IdentityHashMap<>() : known;
    copies = own;
    return new Rewriter() {
      @Override
      Atom replacement(Variable variable) {
        return variable.serial() < since
            ? variable
            : own.computeIfAbsent(variable, v -> Variable.fresh(v.name()));
      }
    }.rewrite(resolved);
  }
}
