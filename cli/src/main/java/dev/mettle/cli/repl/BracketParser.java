package dev.mettle.cli.repl;

import dev.mettle.frontend.read.PartialText;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Decides whether what was typed is complete, and which word the cursor is in. */
final class BracketParser implements Parser {

  /** A line with the word around the cursor. Words are typed as they are: nothing is escaped. */
  private record Line(String line, int cursor, String word, int wordCursor)
      implements CompletingParsedLine {
    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !isComplete(line)) {
      throw new EOFError(-1, -1, "brackets are open");
    }
    int start = cursor;
    while (start > 0 && isOfWord(line.charAt(start - 1))) {
      start--;
    }
    int end = cursor;
    while (end < line.length() && isOfWord(line.charAt(end))) {
      end++;
    }
    return new Line(line, cursor, line.substring(start, end), cursor - start);
  }

  private static boolean isComplete(String line) {
    if (Directives.isDirective(line)) {
      return true;
    }
    PartialText text = new PartialText(Session.NAME);
    text.add(line + "\n");
    return text.isBlank() || text.takeComplete().isPresent() && text.isBlank();
  }

  private static boolean isOfWord(char c) {
    return !Character.isWhitespace(c) && "()\";".indexOf(c) < 0;
  }

  @Override
  public boolean isEscapeChar(char ch) {
    return false;
  }
}
