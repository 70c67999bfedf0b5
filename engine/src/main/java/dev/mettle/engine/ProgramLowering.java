package dev.mettle.engine;

import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.CallKey;
import java.util.List;
import java.util.Optional;

/**
 * What lowering makes of a program, function by function.
 *
 * @param units in the order of the text, a function where its first rule stands
 */
public record ProgramLowering(List<Unit> units) {

  /** Copies the list. */
  public ProgramLowering {
    units = List.copyOf(units);
  }

  /**
   * A function or a top-level expression.
   *
   * @param key the calls that the function is for; none for an expression
   * @param atom the expression, or the first rule of the function
   * @param line where that stands, from 1
   * @param result the code, or why there is none; nothing for an expression, which is evaluated as
   *     it stands, and for calls whose head is an expression, the rules of which are found by
   *     unification
   * @param request what a backend is asked for the function, with the functions that it calls, for
   *     arguments as its type promises them: integers where that says {@code Number}
   */
  public record Unit(
      Optional<CallKey> key,
      Atom atom,
      int line,
      Optional<LoweringResult> result,
      Optional<UnitRequest> request) {}
}
