package dev.mettle.cli.repl;

import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes words of the program and of the library, and directives. */
final class WordCompleter implements Completer {

  private final Session session;

  WordCompleter(Session session) {
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line.line().startsWith(":") && line.wordCursor() == line.cursor()) {
      for (Directive directive : Directive.values()) {
        candidates.add(new Candidate(directive.word()));
      }
      return;
    }
    String word = line.word();
    for (String known : session.engine().words()) {
      if (known.startsWith(word)) {
        candidates.add(new Candidate(known));
      }
    }
    if (line.line().startsWith(Directive.LOAD.word())) {
      addFiles(word, candidates);
    }
  }

  private static void addFiles(String word, List<Candidate> candidates) {
    int slash = word.lastIndexOf('/') + 1;
    String[] names = Path.of(word.substring(0, slash)).toAbsolutePath().toFile().list();
    if (names != null) {
      for (String name : names) {
        candidates.add(new Candidate(word.substring(0, slash) + name));
      }
    }
  }
}
