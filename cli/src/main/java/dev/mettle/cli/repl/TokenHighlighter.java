package dev.mettle.cli.repl;

import dev.mettle.frontend.read.TokenSpan;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Shows what is typed in colours, by kinds of tokens. */
final class TokenHighlighter implements Highlighter {

  @Override
  public AttributedString highlight(LineReader reader, String text) {
    AttributedStringBuilder shown = new AttributedStringBuilder();
    int behind = 0;
    for (TokenSpan span : TokenSpan.of(text)) {
      shown.append(text, behind, span.start());
      shown.styled(style(span.kind()), text.substring(span.start(), span.end()));
      behind = span.end();
    }
    return shown.append(text, behind, text.length()).toAttributedString();
  }

  private static AttributedStyle style(TokenSpan.Kind kind) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (kind) {
      case WORD, BRACKET -> plain;
      case VARIABLE -> plain.foreground(AttributedStyle.CYAN);
      case STRING -> plain.foreground(AttributedStyle.GREEN);
      case NUMBER -> plain.foreground(AttributedStyle.MAGENTA);
      case COMMENT -> plain.faint();
      case MISTAKE -> plain.foreground(AttributedStyle.RED);
    };
  }
}
