package dev.mettle.backend.spi;

import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * Functions of a program to compile into one class: one that is hot, and those that it calls. They
 * call each other directly.
 *
 * @param className the name that the class must have
 * @param functions the functions; the hot one first
 * @param wanted the version of the first function that the engine will enter
 * @param guesses whether operands of unknown kind are taken for numbers, so that code leaves where
 *     they are none; without, all arithmetic on references is that of the kernels
 * @param limits how large the result may be
 * @since 1.0
 */
public record UnitRequest(
    ClassDesc className,
    List<UnitFunction> functions,
    Version wanted,
    boolean guesses,
    CompileLimits limits) {

  /** Copies the list. */
  public UnitRequest {
    functions = List.copyOf(functions);
  }
}
