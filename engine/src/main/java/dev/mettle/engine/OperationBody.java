package dev.mettle.engine;

import org.jspecify.annotations.Nullable;

/** What an operation that is written in Java does. */
@FunctionalInterface
public interface OperationBody {

  /**
   * Computes the results of one call.
   *
   * <ul>
   *   <li>A {@link java.util.stream.Stream}, an {@link java.util.Iterator} or {@link Results} give
   *       several results, taken one by one as the program wants them; an {@link
   *       java.util.Optional} gives one or none.
   *   <li>{@link dev.mettle.ir.atom.Symbols#NOT_REDUCIBLE} leaves the call as it is.
   *   <li>null gives the unit value {@code ()}.
   *   <li>Anything else is one result, made an atom by {@link Values#toAtom}. An expression that is
   *       the result is evaluated further, unless the type says that an {@code Atom} comes out: the
   *       way to call functions of the program.
   * </ul>
   *
   * @throws OperationException if the call is an error, with a text for the program
   * @throws Exception if the call fails otherwise, which is an error for the program too
   */
  @Nullable Object call(Arguments arguments) throws Exception;
}
