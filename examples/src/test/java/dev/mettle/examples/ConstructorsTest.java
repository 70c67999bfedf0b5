package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No constructor hands on the object that it is still making, but to parts that are views of it.
 * The compiler sees that for classes that others may extend; here it is so for all.
 */
class ConstructorsTest {

  /** Whose parts are views of it: they keep it, and ask it for nothing before it is complete. */
  private static final Map<String, String> VIEWS =
      Map.of(
          "VirtualMachine", "its slow roads work on its frames",
          "VmEvaluator", "its machine evaluates by it",
          "CompiledCalls", "the context of compiled code makes calls by it",
          "MethodWriter", "what asks before calls writes into the method",
          "TypeReadings", "the types that it finds ask it for more of them");

  private static final Pattern CONSTRUCTOR =
      Pattern.compile(
          "\\n"
              + "( +)(?:public |private |protected )?([A-Z]\\w*)\\([^)]*\\)\\s*(?:throws [\\w,"
              + " ]+)?\\{\\n");

  private static final Pattern HANDED_ON =
      Pattern.compile("[(,]\\s*this\\s*[,)]|\\bthis::|=\\s*this\\s*;");

  private static List<String> handingOn(String text) {
    List<String> found = new ArrayList<>();
    for (Matcher next = CONSTRUCTOR.matcher(text); next.find(); ) {
      int end = text.indexOf("\n" + next.group(1) + "}\n", next.end() - 1);
      String body = text.substring(next.end(), Math.max(next.end(), end));
      if (HANDED_ON.matcher(body).find()) {
        found.add(next.group(2));
      }
    }
    return found;
  }

  @Test
  void whatIsHandedOnIsFound() {
    String text =
        """

          Part(Whole whole) {
            this.whole = whole;
          }

          private Whole() {
            part = new Part(
                1, this);
          }

          Listener(Source source) {
            source.tell(this::heard);
          }

          void later() {
            new Part(this);
          }
        """;
    assertEquals(List.of("Whole", "Listener"), handingOn(text));
  }

  @Test
  void noneHandsOnWhatItMakes() throws IOException {
    Map<String, Path> found = new TreeMap<>();
    int seen = 0;
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        Path root = module.resolve(Path.of("src", "main", "java"));
        for (Path file : LayoutTest.sources(root)) {
          seen++;
          for (String type : handingOn(Files.readString(file))) {
            found.put(type, file);
          }
        }
      }
    }
    assertTrue(seen > 500, "only " + seen + " files");
    Map<String, Path> others = new TreeMap<>(found);
    others.keySet().removeAll(VIEWS.keySet());
    assertEquals(Map.of(), others, "constructors that hand on this");
    assertEquals(new TreeSet<>(VIEWS.keySet()), found.keySet(), "listed, and hand on nothing");
  }
}
