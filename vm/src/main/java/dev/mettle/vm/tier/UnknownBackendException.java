package dev.mettle.vm.tier;

import java.io.Serial;

/** A backend was asked for by a name that none has. */
public final class UnknownBackendException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  UnknownBackendException(String message) {
    super(message);
  }
}
