package dev.mettle.engine;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands what is printed to a listener, line by line, without the line feeds. */
final class LineOutput extends OutputStream {

  private final Consumer<String> listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LineOutput(Consumer<String> listener) {
    this.listener = listener;
  }

  static PrintStream to(Consumer<String> listener) {
    return new PrintStream(new LineOutput(listener), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      listener.accept(text);
    } else {
      line.write(b);
    }
  }
}
