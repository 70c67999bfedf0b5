package dev.mettle.vm.engine;

import dev.mettle.backend.spi.Natives;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.CallKey;
import java.util.List;
import java.util.Optional;

/**
 * What lowering makes of a program, function by function and expression by expression.
 *
 * @param units in the order of the text, a function where its first rule stands
 * @param natives the operations that the code calls
 */
public record ProgramLowering(List<Unit> units, Natives natives) {

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
   * @param result the code that backends compile, or why there is none
   * @param whole the code that the virtual machine runs where {@code result} is none; none for an
   *     expression, which is evaluated as it stands, and for calls whose head is an expression, the
   *     rules of which are found by unification
   */
  public record Unit(
      Optional<CallKey> key,
      Atom atom,
      int line,
      LoweringResult result,
      Optional<LoweringResult> whole) {}
}
