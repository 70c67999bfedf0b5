package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.kernel.KernelTable;
import java.util.List;

/** How one IR instruction is carried out, once the lanes of its operands are known. */
sealed interface Step {

  /** Nothing to do. */
  record Nothing() implements Step {}

  /**
   * Pushes the constant that the instruction names.
   *
   * @param lane in which lane; a constant goes straight into the lane that its consumer wants
   */
  record Push(Lane lane) implements Step {}

  /**
   * Pushes a parameter in its own lane.
   *
   * @param lane the lane
   */
  record Load(Lane lane) implements Step {}

  /**
   * Moves operands, whatever they are.
   *
   * @param taken the lanes of the operands that it takes
   * @param picked for each operand that it leaves, which of the taken ones it is
   */
  record Shuffle(List<Lane> taken, int[] picked) implements Step {}

  /**
   * Computes on unboxed operands.
   *
   * @param operands the lanes that the operands must be in
   * @param kernel the kernel with that signature, called where there is nothing shorter
   */
  record Typed(List<Lane> operands, Lane result, KernelTable.Method kernel) implements Step {}

  /**
   * Computes on atoms.
   *
   * @param arity number of operands
   * @param kernel the kernel
   * @param settles whether operands can lie outside of its domain
   */
  record Generic(int arity, KernelTable.Method kernel, boolean settles) implements Step {}

  /**
   * Calls a native operation.
   *
   * @param arity number of arguments
   */
  record Native(int arity) implements Step {}

  /**
   * Ends the function.
   *
   * @param lane the lane of the result
   */
  record Return(Lane lane) implements Step {}
}
