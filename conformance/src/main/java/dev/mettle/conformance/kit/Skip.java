package dev.mettle.conformance.kit;

/**
 * A check that a backend's author leaves out, on purpose and with a reason. Skips live with the
 * backend, never in the shared corpus.
 *
 * @param id the check's name, or the beginning of one with a {@code *} behind it
 * @param reason why
 * @since 1.0
 */
public record Skip(String id, String reason) {

  /** Checks that there is a reason. */
  public Skip {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a skip needs a reason: " + id);
    }
  }

  /** Whether a check is to be left out. */
  public boolean covers(String check) {
    return id.endsWith("*") ? check.startsWith(id.substring(0, id.length() - 1)) : check.equals(id);
  }
}
