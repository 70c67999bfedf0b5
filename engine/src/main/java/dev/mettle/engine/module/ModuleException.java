package dev.mettle.engine.module;

import java.util.Objects;

/** A module that cannot be had. The message becomes the text of the error that a program sees. */
public final class ModuleException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A failure for this reason. */
  public ModuleException(String reason) {
    super(reason);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
