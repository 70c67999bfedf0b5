import dev.mettle.frontend.read.PackedText;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the library's texts as a Java class, so that a start of the engine neither looks for files
 * nor runs the lexer.
 *
 * <p>Usage: {@code PackLibrary TEXTS SOURCE_ROOT}, with the folder of the {@code .metta} files and
 * the folder for generated sources.
 */
final class PackLibrary {
  private static final String PACKAGE = "dev.mettle.library";
  private static final String NAME = "PackedLibrary";

  private PackLibrary() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> packed = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]), "*.metta")) {
      for (Path file : files) {
        packed.put(file.getFileName().toString(), PackedText.pack(SourceText.load(file)));
      }
    } catch (SyntaxException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    Path folder = Path.of(arguments[1], PACKAGE.split("\\."));
    Files.createDirectories(folder);
    Path target = folder.resolve(NAME + ".java");
    String source = source(packed);
    if (!Files.exists(target) || !Files.readString(target).equals(source)) {
      Files.writeString(target, source);
    }
  }

  private static String source(Map<String, String> packed) {
    StringBuilder java = new StringBuilder();
    java.append("package ").append(PACKAGE).append(";\n\n");
    java.append("/** The library's texts, packed; made by the build. */\n");
    java.append("final class ").append(NAME).append(" {\n");
    java.append("  private ").append(NAME).append("() {}\n\n");
    java.append("  static String text(String file) {\n    return switch (file) {\n");
    for (Map.Entry<String, String> text : packed.entrySet()) {
      java.append("      case \"").append(text.getKey()).append("\" -> \"");
      appendEscaped(java, text.getValue());
      java.append("\";\n");
    }
    java.append("      default -> throw new IllegalArgumentException(file);\n    };\n  }\n}\n");
    return java.toString();
  }

  private static void appendEscaped(StringBuilder java, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        java.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7F) {
        java.append(c);
      } else {
        // Octal within Latin-1: a Unicode escape of a line break would end the literal.
        java.append(
            c <= 0xFF ? String.format("\\%03o", (int) c) : String.format("\\u%04x", (int) c));
      }
    }
  }
}
