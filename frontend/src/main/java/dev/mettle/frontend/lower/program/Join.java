package dev.mettle.frontend.lower.program;

import dev.mettle.ir.function.FunctionBuilder;
import org.jspecify.annotations.Nullable;

/** A place where several ways through the code meet, each with one value more on the stack. */
final class Join {

  private final FunctionBuilder.Label label;
  private @Nullable Flow flow;

  Join(FunctionBuilder code) {
    this.label = code.newLabel();
  }

  /** The label, for a way that comes here with {@code from} known. */
  FunctionBuilder.Label reachedWith(Flow from) {
    flow = Flow.join(flow, from.copy());
    return label;
  }

  /** What is known here; null if no way leads here. */
  @Nullable Flow flow() {
    return flow;
  }

  FunctionBuilder.Label label() {
    return label;
  }
}
