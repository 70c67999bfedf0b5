package dev.mettle.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mettle.frontend.read.SourceText;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.Signals;

/** The prompt at a terminal: lines are edited, remembered, completed and coloured. */
final class TerminalPrompt {

  private static final String NAME = "mettle";
  private static final String PROMPT = "mettle> ";
  private static final String CONTINUED = "   ...> ";

  private final Session session;
  private final Directives directives;
  private final boolean dumb;
  private int line = 1;

  TerminalPrompt(Session session, Directives directives, boolean dumb) {
    this.session = session;
    this.directives = directives;
    this.dumb = dumb;
  }

  void run() throws IOException {
    try (Terminal terminal = terminal()) {
      talk(terminal, dumb ? Optional.empty() : history());
    }
  }

  /** Talks to whoever is at a terminal; where lines are remembered is no matter to a dumb one. */
  void talk(Terminal terminal, Optional<Path> history) {
    LineReader reader = reader(terminal, history);
    terminal.handle(Terminal.Signal.INT, signal -> session.stop());
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      // Such a terminal hears of no signal.
      Signals.register("INT", session::stop);
    }
    session.say("Mettle. :help says what can be asked for, Ctrl-D ends.");
    boolean more = true;
    while (more) {
      more = enter(read(reader));
    }
  }

  /** What is typed next; nothing where that was given up, and the end where there is no more. */
  private static String read(LineReader reader) {
    try {
      return reader.readLine(PROMPT);
    } catch (UserInterruptException e) {
      return "";
    } catch (EndOfFileException | IOError e) {
      // A terminal that has gone has no more to say.
      return Directive.QUIT.word();
    }
  }

  private boolean enter(String text) {
    if (Directives.isDirective(text)) {
      return directives.run(text);
    }
    if (!text.isBlank()) {
      session.enter(new SourceText(Session.NAME, text + "\n", line));
      line += (int) text.lines().count();
    }
    return true;
  }

  private Terminal terminal() throws IOException {
    if (dumb) {
      // Made directly: the builder would load native code, of which the JVM warns.
      return new ExternalTerminal(NAME, Terminal.TYPE_DUMB, System.in, System.out, UTF_8);
    }
    return system();
  }

  /** The terminal that the command was started at, or a dumb one where it is none. */
  static Terminal system() throws IOException {
    return TerminalBuilder.builder()
        .name(NAME)
        .jni(false)
        .ffm(false)
        .dumb(true)
        .system(true)
        .exec(true)
        // To know whether it clusters graphemes it would be asked, and its answer waited for.
        .graphemeCluster(false)
        .build();
  }

  private LineReader reader(Terminal terminal, Optional<Path> history) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName(NAME)
            .terminal(terminal)
            .parser(new BracketParser())
            .completer(new WordCompleter(session))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    if (!dumb && System.getenv("NO_COLOR") == null) {
      builder.highlighter(new TokenHighlighter());
    }
    return builder.build();
  }

  /** Lines are remembered from one session to the next where they can be written. */
  private static Optional<Path> history() {
    String state = System.getenv("XDG_STATE_HOME");
    Path directory =
        (state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state))
            .resolve("mettle");
    try {
      Files.createDirectories(directory);
      return Optional.of(directory.resolve("history"));
    } catch (IOException e) {
      System.err.println("mettle: lines are not remembered: " + e.getMessage());
      return Optional.empty();
    }
  }
}
