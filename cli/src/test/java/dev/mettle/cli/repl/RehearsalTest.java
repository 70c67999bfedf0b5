package dev.mettle.cli.repl;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearsalTest {

  /** It names classes of a library that changes, and ends by what is typed. */
  @Test
  @Timeout(30)
  void itCanBePlayed() {
    assertDoesNotThrow(Rehearsal::play);
  }
}
