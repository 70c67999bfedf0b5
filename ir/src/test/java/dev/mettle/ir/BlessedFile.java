package dev.mettle.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds what is expected, and is written anew with {@code -Dmettle.bless=true}. */
public final class BlessedFile {

  private BlessedFile() {}

  /** Fails if the file does not hold {@code actual}; writes it there if the flag is set. */
  public static void check(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("mettle.bless")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
      return;
    }
    String expected = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(expected, actual, file + " is out of date; -Dmettle.bless=true writes it anew");
  }
}
