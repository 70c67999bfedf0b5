package dev.mettle.ir.verify;

/**
 * A function that the verifier rejected.
 *
 * @since 1.0
 */
public final class InvalidFunctionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Defect defect;

  InvalidFunctionException(String function, Defect defect) {
    super("function " + function + " is malformed " + defect);
    this.defect = defect;
  }

  /** What is wrong with it. */
  public Defect defect() {
    return defect;
  }
}
