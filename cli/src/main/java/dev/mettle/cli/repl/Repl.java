package dev.mettle.cli.repl;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.inspect.Disassembler;
import dev.mettle.frontend.read.PartialText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads, evaluates, prints, and does it again. */
public final class Repl {

  private Repl() {}

  /**
   * Talks to somebody at a terminal, or to a pipe.
   *
   * @param dumb whether the terminal can do nothing but print
   * @return the exit status
   */
  public static int run(ConsoleOutput output, Settings settings, boolean dumb) throws IOException {
    Session session = new Session(output, settings);
    Directives directives = new Directives(session, new Disassembler(output));
    if (dumb || ConsoleOutput.isAtTerminal()) {
      new TerminalPrompt(session, directives, dumb).run();
      return ExitStatus.OK;
    }
    try {
      readAll(session, directives);
      return ExitStatus.OK;
    } catch (IOException e) {
      System.err.println("mettle: standard input: cannot be read (" + e.getMessage() + ")");
      return ExitStatus.WRONG_USAGE;
    }
  }

  /** Without a terminal: no prompt, and nothing is edited. */
  private static void readAll(Session session, Directives directives) throws IOException {
    PartialText text = new PartialText(Session.NAME);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (text.isBlank() && Directives.isDirective(line)) {
        if (!directives.run(line)) {
          return;
        }
      } else {
        text.add(line + "\n");
        text.takeComplete().ifPresent(session::enter);
      }
    }
    text.takeRest().ifPresent(session::enter);
  }
}
