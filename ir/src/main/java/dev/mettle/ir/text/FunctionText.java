package dev.mettle.ir.text;

import dev.mettle.ir.function.IrFunction;
import java.util.List;

/**
 * A function as it was read, with the comments in front of its code: tests keep what they expect
 * there.
 *
 * @param function the function
 * @param line the line of the text that it begins in, from 1
 * @param comments the comments before the function and in its header, without semicolons
 * @since 1.0
 */
public record FunctionText(IrFunction function, int line, List<String> comments) {

  /** Copies the list. */
  public FunctionText {
    comments = List.copyOf(comments);
  }
}
