package dev.mettle.backend.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Every exported type says since which version of the specification it is there. */
final class SinceTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum) ",
          Pattern.MULTILINE);
  private static final Pattern SINCE =
      Pattern.compile("^ \\* @since (\\d+)\\.(\\d+)$", Pattern.MULTILINE);

  @Test
  void exportedTypesSaySinceWhen() throws IOException {
    List<String> without = new ArrayList<>();
    int types = 0;
    Matcher exports = EXPORTED.matcher(Files.readString(SOURCES.resolve("module-info.java")));
    while (exports.find()) {
      Path folder = SOURCES.resolve(exports.group(1).replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          Matcher type = TYPE.matcher(text);
          if (!type.find()) {
            continue;
          }
          types++;
          Matcher since = SINCE.matcher(text.substring(0, type.start()));
          if (!since.find()
              || new SpecVersion(Integer.parseInt(since.group(1)), Integer.parseInt(since.group(2)))
                      .compareTo(SpecVersion.CURRENT)
                  > 0) {
            without.add(file.getFileName().toString());
          }
        }
      }
    }
    assertEquals(List.of(), without);
    assertTrue(types > 30, "only " + types + " types");
  }
}
