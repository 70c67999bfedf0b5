package dev.mettle.backend.spi;

import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.IrFunction;
import java.util.List;
import java.util.Optional;

/**
 * What a backend can ask about the functions that its function calls. Each answer holds only while
 * the rules and types behind it do, so each names what it relies on, and the backend hands that
 * back in {@link CompileOutcome.Compiled#reliedOn} if it made use of the answer.
 */
public interface Callees {

  /** Callees of which nothing is known. */
  Callees NONE = key -> Optional.empty();

  /** What is known about calls with this key; none if there is no such function. */
  Optional<Callee> find(CallKey key);

  /**
   * One callee.
   *
   * @param function its code
   * @param deterministic whether every call gives at most one result
   * @param typed the typed entries that its compiled code offers
   * @param reliedOn what must go on being true for all of this
   */
  record Callee(
      IrFunction function,
      boolean deterministic,
      List<EntryKind.Typed> typed,
      List<Assumption> reliedOn) {

    /** Copies the lists. */
    public Callee {
      typed = List.copyOf(typed);
      reliedOn = List.copyOf(reliedOn);
    }
  }
}
