package dev.mettle.cli.run;

import dev.mettle.frontend.read.PartialText;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** A program that is read while it arrives: what is complete need not wait for the rest. */
final class ArrivingInput {

  private static final int CHUNK = 1 << 16;

  private final InputStream stream;
  private final String name;
  private final PartialText text;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final byte[] chunk = new byte[CHUNK];
  private int line = 1;
  private int column = 1;

  /** How much has to wait before it is looked at again. */
  private long enough;

  private long waiting;
  private boolean atEnd;

  ArrivingInput(InputStream stream, String name) {
    this.stream = stream;
    this.name = name;
    this.text = new PartialText(name);
  }

  /**
   * What is complete next; waits for it. None at the end of the input.
   *
   * @throws SyntaxException where a byte has no place in UTF-8
   */
  Optional<SourceText> next() throws IOException, SyntaxException {
    while (!atEnd) {
      read();
      if (atEnd) {
        return text.takeRest();
      }
      if (waiting >= enough) {
        Optional<SourceText> complete = text.takeComplete();
        if (complete.isPresent()) {
          waiting = 0;
          enough = 0;
          return complete;
        }
        // One long expression is not to be read again with each of its chunks.
        enough = waiting < CHUNK ? 0 : 2 * waiting;
      }
    }
    return Optional.empty();
  }

  /** Takes what is there, and waits for something if nothing is. */
  private void read() throws IOException, SyntaxException {
    do {
      int count = stream.read(chunk);
      if (count < 0) {
        atEnd = true;
        decode(bytes.size());
        return;
      }
      bytes.write(chunk, 0, count);
    } while (stream.available() > 0);
    decode(endOfWhole());
  }

  /** Behind the last byte that may complete something; no part of a character is cut off there. */
  private int endOfWhole() {
    byte[] all = bytes.toByteArray();
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n' && all[end - 1] != ')') {
      end--;
    }
    return end;
  }

  private void decode(int length) throws SyntaxException {
    byte[] all = bytes.toByteArray();
    SourceText decoded = SourceText.decode(name, Arrays.copyOf(all, length), line, column);
    bytes.reset();
    bytes.write(all, length, all.length - length);
    int end = decoded.text().length();
    line = decoded.lineAt(end);
    column = decoded.columnAt(end);
    waiting += decoded.text().length();
    text.add(decoded.text());
  }
}
