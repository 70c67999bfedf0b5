package dev.mettle.backend.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every exported type of the contract, of the IR and of the conformance kit says since which
 * version of the specification it is there.
 */
final class SinceTest {

  private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum) ",
          Pattern.MULTILINE);
  private static final Pattern SINCE =
      Pattern.compile("^ \\* @since (\\d+)\\.(\\d+)$", Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(strings = {"backend-spi", "ir", "conformance"})
  void exportedTypesSaySinceWhen(String module) throws IOException {
    Path sources = Path.of("..", module, "src", "main", "java");
    List<String> without = new ArrayList<>();
    int types = 0;
    Matcher exports = EXPORTED.matcher(Files.readString(sources.resolve("module-info.java")));
    while (exports.find()) {
      Path folder = sources.resolve(exports.group(1).replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          Matcher type = TYPE.matcher(text);
          if (!type.find()) {
            continue;
          }
          types++;
          if (!saysSinceWhen(text.substring(0, type.start()))) {
            without.add(file.getFileName().toString());
          }
        }
      }
    }
    assertEquals(List.of(), without);
    assertTrue(types > 30, "only " + types + " types");
  }

  private static boolean saysSinceWhen(String head) {
    Matcher since = SINCE.matcher(head);
    return since.find()
        && SpecVersion.CURRENT.compareTo(
                new SpecVersion(Integer.parseInt(since.group(1)), Integer.parseInt(since.group(2))))
            >= 0;
  }

  @Test
  void typesWithoutAVersionAreFound() {
    assertFalse(saysSinceWhen("/** A type. */\n"));
    assertFalse(saysSinceWhen("/**\n * A type.\n *\n * @since 9.9\n */\n"));
    assertTrue(saysSinceWhen("/**\n * A type.\n *\n * @since 1.0\n */\n"));
  }
}
