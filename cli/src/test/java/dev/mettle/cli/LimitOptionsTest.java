package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that do not end, and options that end them. */
@Timeout(60)
class LimitOptionsTest {

  private static final String PROGRAM = "(= (loop $n) (s (loop (+ $n 1)))) !(+ 1 2) !(loop 0)";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int run(String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "--tier=vm";
    arguments[options.length + 2] = "-e";
    arguments[options.length + 3] = PROGRAM;
    return Invocation.execute(arguments, new ConsoleOutput(printed));
  }

  @Test
  void stepsEndAProgram() {
    assertEquals(ExitStatus.STOPPED, run("--max-steps=5000"));
    assertEquals("[3]", printed.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void timeEndsAProgram() {
    assertEquals(ExitStatus.STOPPED, run("--timeout=0.3"));
    assertEquals("[3]", printed.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void limitsArePositive() {
    assertEquals(ExitStatus.WRONG_USAGE, run("--timeout=0"));
    assertEquals(ExitStatus.WRONG_USAGE, run("--timeout=NaN"));
    assertEquals(ExitStatus.WRONG_USAGE, run("--max-steps=0"));
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }
}
