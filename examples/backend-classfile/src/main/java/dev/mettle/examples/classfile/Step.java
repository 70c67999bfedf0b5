package dev.mettle.examples.classfile;

import java.util.List;
import java.util.function.Consumer;

/**
 * What one instruction does, given what is known before it.
 *
 * @param edges where control may go, and what is known then
 * @param writer writes the code
 */
record Step(List<Edge> edges, Consumer<MethodCode> writer) {

  /**
   * A way from one instruction to another.
   *
   * @param state what is known on the way; each value lies in the variable of its place and lane
   * @param target the offset of the other instruction
   */
  record Edge(State state, int target) {}

  /** An instruction that ends the method. */
  static Step last(Consumer<MethodCode> writer) {
    return new Step(List.of(), writer);
  }

  /** An instruction that only goes on to the next one. */
  static Step next(Edge next, Consumer<MethodCode> writer) {
    return new Step(List.of(next), writer.andThen(code -> code.go(next)));
  }
}
