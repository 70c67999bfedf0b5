package dev.mettle.vm.files;

import java.io.IOException;
import java.util.Objects;

/** A program asked for a file that it may not use. The message is for the program's user. */
public final class FileAccessException extends IOException {

  private static final long serialVersionUID = 1L;

  /** A refusal for this reason. */
  public FileAccessException(String reason) {
    super(reason);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
