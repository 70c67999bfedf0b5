package dev.mettle.library;

/** Why an atom cannot be written as JSON, or a text cannot be read as such. */
final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;

  JsonException(String text) {
    super(text);
    this.text = text;
  }

  String text() {
    return text;
  }
}
