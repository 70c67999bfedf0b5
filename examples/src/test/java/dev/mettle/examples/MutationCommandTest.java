package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/mutation} needs is there; the command itself takes too long for a build. */
final class MutationCommandTest {

  private static final Path FOLDER = Path.of("../build/mutation");

  @TempDir Path directory;

  @Test
  void theKitInAFormForPitCompiles() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    directory.toString()),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(
                        FOLDER.resolve("src/dev/mettle/mutation/KitTest.java"),
                        FOLDER.resolve("src/dev/mettle/mutation/Watch.java")))
            .call();
    assertTrue(compiled, errors.toString());
  }

  @Test
  void theClassesThatAreChangedAreThere() throws IOException {
    String script = Files.readString(Path.of("../bin/mutation"));
    Matcher names = Pattern.compile("dev\\.mettle[\\w.]*\\.(?=[A-Z*])").matcher(script);
    int found = 0;
    while (names.find()) {
      String folder = names.group().replace('.', '/');
      if (folder.contains("/mutation/")) {
        continue;
      }
      assertNotNull(getClass().getClassLoader().getResource(folder), names.group());
      found++;
    }
    assertTrue(found >= 5, "the script names few classes");
  }

  @Test
  void theLauncherIsThatOfTheBuild() throws IOException {
    Pattern version = Pattern.compile("<junit.version>(.*)</junit.version>");
    Matcher build = version.matcher(Files.readString(Path.of("../pom.xml")));
    assertTrue(build.find());
    Matcher pinned =
        Pattern.compile(
                "<artifactId>junit-(?:platform-launcher|jupiter)</artifactId>\\s*<version>(.*)</version>")
            .matcher(Files.readString(FOLDER.resolve("pom.xml")));
    int count = 0;
    while (pinned.find()) {
      assertEquals(build.group(1), pinned.group(1));
      count++;
    }
    assertEquals(2, count);
  }
}
