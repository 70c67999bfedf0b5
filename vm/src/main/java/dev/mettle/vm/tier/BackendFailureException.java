package dev.mettle.vm.tier;

import java.io.Serial;

/** A backend has a defect, and the policy is {@link FailurePolicy#FAIL}. */
public final class BackendFailureException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  BackendFailureException(String message, Throwable cause) {
    super(message, cause);
  }
}
