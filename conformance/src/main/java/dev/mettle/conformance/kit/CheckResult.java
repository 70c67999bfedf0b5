package dev.mettle.conformance.kit;

import dev.mettle.ir.opcode.Opcode;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of one check.
 *
 * @param id the check's name, {@code kind/subject/label}
 * @param opcode the opcode that it is about, if it is about one
 * @param stage the stage that it belongs to, see {@link Check#stage}
 * @param status how it ended
 * @param runs how many calls compiled code ran; only those count
 * @param time how long it took
 * @param message what was wrong, or why it was skipped; empty otherwise
 * @since 1.0
 */
public record CheckResult(
    String id,
    Optional<Opcode> opcode,
    int stage,
    Status status,
    Runs runs,
    Duration time,
    String message) {

  /** How the names of the checks of size begin. */
  public static final String SIZE = "size/";

  /**
   * Whether no compiled code served the check, though it is of this stage or a lower one. What is
   * too large a backend may decline, so the checks of size are not among them.
   */
  public boolean isUncovered(int required) {
    return status == Status.NOT_COVERED && stage <= required && !id.startsWith(SIZE);
  }
}
