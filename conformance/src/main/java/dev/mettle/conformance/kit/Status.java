package dev.mettle.conformance.kit;

/**
 * How a check ended.
 *
 * @since 1.0
 */
public enum Status {
  /** Compiled code gave the right answers. */
  PASSED("passed"),
  /** Something was wrong. */
  FAILED("FAILED"),
  /** The backend's author said that it is not to be checked, and why. */
  SKIPPED("skipped"),
  /** The backend does not claim to cover an opcode that the check needs. */
  NOT_COVERED("not covered");

  private final String label;

  Status(String label) {
    this.label = label;
  }

  /** The word for reports. */
  public String label() {
    return label;
  }
}
