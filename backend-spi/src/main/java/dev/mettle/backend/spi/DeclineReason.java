package dev.mettle.backend.spi;

/**
 * Why a backend does not compile a function. None of these is a defect.
 *
 * @since 1.0
 */
public enum DeclineReason {
  /** An opcode, or a use of it, that the backend does not handle. */
  UNSUPPORTED,
  /** The code would exceed a limit of the class file or of the request. */
  TOO_LARGE,
  /** It could be compiled, but not so that it would be faster. */
  NOT_WORTHWHILE
}
