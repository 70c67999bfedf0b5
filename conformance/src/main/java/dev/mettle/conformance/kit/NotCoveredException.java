package dev.mettle.conformance.kit;

/**
 * No compiled code serves what a check is about; the message says why.
 *
 * @since 1.0
 */
public final class NotCoveredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A check without code, and the reason. */
  public NotCoveredException(String reason) {
    super(reason);
  }
}
