package dev.mettle.examples;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of a module know each other one way, and no file is long. */
class LayoutTest {

  private static final int MOST_LINES = 600;

  /** One loop, and one table. */
  private static final Set<String> LONG = Set.of("VirtualMachine.java", "Opcode.java");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.mettle.ir",
        "dev.mettle.frontend",
        "dev.mettle.backend",
        "dev.mettle.vm",
        "dev.mettle.library",
        "dev.mettle.engine",
        "dev.mettle.conformance",
        "dev.mettle.cli"
      })
  void packagesKnowEachOtherOneWay(String module) {
    JavaClasses classes = new ClassFileImporter().importPackages(module);
    assertTrue(classes.size() > 1, () -> "no classes of " + module);
    slices().matching("dev.mettle.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        for (Path file : sources(module.resolve("src"))) {
          seen++;
          int lines = Files.readAllLines(file).size();
          if (lines > MOST_LINES && !LONG.contains(file.getFileName().toString())) {
            tooLong.add(file + " has " + lines + " lines");
          }
        }
      }
    }
    assertTrue(seen > 500, "only " + seen + " files");
    assertEquals(List.of(), tooLong);
  }

  private static List<Path> sources(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
