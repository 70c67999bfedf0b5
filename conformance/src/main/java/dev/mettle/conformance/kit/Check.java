package dev.mettle.conformance.kit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.ir.opcode.Opcode;
import java.util.Optional;

/**
 * One thing to check about a backend.
 *
 * @since 1.0
 */
public interface Check {

  /** Its name, {@code kind/subject/label}. */
  String id();

  /** The opcode that it is about, if it is about one. */
  Optional<Opcode> opcode();

  /** The stage that it belongs to; 0 if it needs no opcode. */
  int stage();

  /** Whether it is about backends of this kind. */
  default boolean concerns(Backend backend) {
    return true;
  }

  /** Whether it looks at time, memory or threads, so that no other check may run beside it. */
  default boolean runsAlone() {
    return false;
  }

  /** Whether it is one of those that are selected. */
  default boolean isIn(Selection selection) {
    return selection.covers(id(), stage(), opcode());
  }

  /** Runs the check on a backend, unless it is skipped or asks for more than that covers. */
  CheckResult run(Backend backend, ConformanceOptions options);
}
