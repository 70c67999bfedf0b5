package dev.mettle.examples;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Packages and classes know each other one way, and no file is long. */
class LayoutTest {

  private static final int MOST_LINES = 600;

  /** One loop, and one table. */
  private static final Set<String> LONG = Set.of("VirtualMachine.java", "Opcode.java");

  /** What the modules' packages begin with. */
  static final List<String> MODULES =
      List.of(
          "dev.mettle.ir",
          "dev.mettle.frontend",
          "dev.mettle.backend",
          "dev.mettle.vm",
          "dev.mettle.library",
          "dev.mettle.engine",
          "dev.mettle.conformance",
          "dev.mettle.cli");

  @ParameterizedTest
  @FieldSource("MODULES")
  void packagesKnowEachOtherOneWay(String module) {
    JavaClasses classes = new ClassFileImporter().importPackages(module);
    assertTrue(classes.size() > 1, () -> "no classes of " + module);
    slices().matching("dev.mettle.(**)").should().beFreeOfCycles().check(classes);
  }

  /**
   * Classes that need each other, with the reason; nested classes belong to the one around them.
   */
  private static final List<Knot> KNOTS =
      List.of(
          new Knot(
              "the sealed hierarchy of atoms, with what is stored in expressions",
              "dev.mettle.ir.atom.Atom",
              "AtomEquality AtomPrinter BigIntegerAtom BoolAtom ChildList DoubleAtom ErrorFacts"
                  + " Expression ExpressionFacts ExpressionHash ExpressionSignature Grounded"
                  + " GroundedValue LongAtom NumberAtom SharedChildren StringAtom Symbol Symbols"
                  + " Variable WideFacts"),
          new Knot(
              "the sealed hierarchy of immediates",
              "dev.mettle.ir.opcode.Immediate",
              "ImmediateKind LocalImmediate"),
          new Knot(
              "the sealed hierarchy of captured frames",
              "dev.mettle.backend.spi.HeapFrame",
              "OutsideFrame ResumableFrame"),
          new Knot(
              "a place in a text shows the text, and reading a text names places in it",
              "dev.mettle.frontend.read.Excerpt",
              "SourcePosition SourceText SyntaxException"),
          new Knot(
              "the machine runs frames and choice points, which tell it what comes next",
              "dev.mettle.vm.machine.Machine",
              "ChoicePoint Evaluator Frame"),
          new Knot(
              "resolving an atom asks what is known of its open parts, and that is found by"
                  + " resolving",
              "dev.mettle.vm.machine.Terms",
              "OpenFacts Resolution"),
          new Knot(
              "the types of an atom are function types, whose results have types",
              "dev.mettle.vm.types.AtomTypes",
              "FunctionType"),
          new Knot(
              "a tree: groups of entries have indexes, which have groups",
              "dev.mettle.vm.space.ChildIndex",
              "EntryGroup"),
          new Knot(
              "a sealed pair: an entry is a rule or none; it is one of those in the list of its"
                  + " copies",
              "dev.mettle.vm.space.Entry",
              "PostingList Rule"),
          new Knot(
              "rows, the indexes that read them and the cursors that go through both",
              "dev.mettle.vm.space.FactRows",
              "RowCursor RowIndex RowPattern"),
          new Knot(
              "a space is an atom in tables of spaces, and has a view of itself",
              "dev.mettle.vm.space.AtomSpace",
              "AtomTables View"),
          new Knot(
              "the embedding API: an engine has a builder, a builder makes engines and templates of"
                  + " them",
              "dev.mettle.engine.Engine",
              "EngineBuilder EngineTemplate"),
          new Knot(
              "a bench runs code in a context that goes on in the bench",
              "dev.mettle.conformance.unit.UnitBench",
              "BenchContext BenchInterpreter BenchRules Visits"),
          new Knot(
              "the start caches are made by running commands, one of which makes them",
              "dev.mettle.cli.command.MettleCommand",
              "CachesCommand CommandFactory Invocation StartCaches Training"));

  /**
   * Classes that know each other in a circle.
   *
   * @param reason why they do
   * @param first one of them, with its package
   * @param others the others, of the same package
   */
  private record Knot(String reason, String first, String others) {

    Set<String> classes() {
      String place = first.substring(0, first.lastIndexOf('.') + 1);
      Set<String> all = new TreeSet<>(Set.of(first));
      Arrays.stream(others.split(" ")).map(place::concat).forEach(all::add);
      return all;
    }
  }

  @Test
  void classesKnowEachOtherOneWay() throws IOException {
    Set<Set<String>> expected = new HashSet<>();
    for (Knot knot : KNOTS) {
      assertTrue(!knot.reason().isBlank(), knot::first);
      expected.add(knot.classes());
    }
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(MODULES);
    assertTrue(classes.size() > 1_000, () -> "only " + classes.size() + " classes");
    Set<Set<String>> found = new HashSet<>(new Circles(classes).all());
    Set<Set<String>> gone = new HashSet<>(expected);
    gone.removeAll(found);
    found.removeAll(expected);
    assertEquals(Set.of(), found, "classes in a circle that is not listed");
    assertEquals(Set.of(), gone, "circles that are listed and are none");
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

  /** All source files below a folder; none if there is no such folder. */
  static List<Path> sources(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
