package dev.mettle.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.inspect.Disassembler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.Signals;

/**
 * A session at a terminal that is none. The caches that the command starts from hold what is used
 * while they are made, and nobody sits at a terminal then.
 */
public final class Rehearsal {

  /** What the line reader needs for the terminal of the system, and for no other. */
  private static final List<String> OF_THE_SYSTEM =
      List.of(
          "org.jline.terminal.TerminalBuilder",
          "org.jline.terminal.impl.exec.ExecTerminalProvider",
          "org.jline.terminal.impl.exec.ExecPty",
          "org.jline.terminal.impl.AbstractPty$PtyInputStream",
          "org.jline.terminal.impl.PosixSysTerminal",
          "org.jline.terminal.impl.SignalInterceptingInputStream",
          "org.jline.utils.FastBufferedOutputStream",
          "org.jline.utils.NonCloseableInputStream",
          "org.jline.utils.NonCloseableOutputStream",
          "org.jline.utils.ShutdownHooks",
          "org.jline.utils.Signals");

  private static final String UNUSED_SIGNAL = "CONT";

  private static final String TYPED = "(+ 1\r2)\r; $x \"a\"\r:quit\r";

  private Rehearsal() {}

  /** Plays the session. */
  public static void play() throws IOException, ClassNotFoundException {
    for (String name : OF_THE_SYSTEM) {
      Class.forName(name);
    }
    // As for a terminal of the system, up to where there is none; and the signals it listens to.
    // It is not closed, since standard output would be.
    TerminalPrompt.system();
    Object before = Signals.register(UNUSED_SIGNAL, () -> {});
    Signals.unregister(UNUSED_SIGNAL, before);
    ConsoleOutput nobody = new ConsoleOutput(OutputStream.nullOutputStream());
    Session session = new Session(nobody, Settings.of(List.of()));
    Path history = Files.createTempFile("mettle-history", "");
    try (Terminal terminal =
        new ExternalTerminal(
            "mettle",
            "xterm-256color",
            new ByteArrayInputStream(TYPED.getBytes(UTF_8)),
            OutputStream.nullOutputStream(),
            UTF_8)) {
      new TerminalPrompt(session, new Directives(session, new Disassembler(nobody)), false)
          .talk(terminal, Optional.of(history));
    } finally {
      Files.delete(history);
    }
  }
}
