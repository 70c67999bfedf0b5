package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.check.ProgramChecks;
import dev.mettle.conformance.check.VectorFile;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.MachineHarness;
import dev.mettle.conformance.kit.MeaningHarness;
import dev.mettle.conformance.kit.Skip;
import dev.mettle.conformance.kit.Status;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.conformance.program.Program;
import dev.mettle.conformance.program.ProgramGenerator;
import dev.mettle.conformance.program.Reproducers;
import dev.mettle.conformance.report.Circumstances;
import dev.mettle.conformance.report.HtmlReport;
import dev.mettle.conformance.report.JUnitXmlReport;
import dev.mettle.conformance.report.OpcodeCell;
import dev.mettle.conformance.report.Report;
import dev.mettle.conformance.report.TextReport;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.testing.FunctionGenerator;
import dev.mettle.ir.testing.StackEvaluator;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The kit's own parts. */
class KitTest {

  private static final Backend SWAPS = named("differences have their operands exchanged");
  private static final Backend FORGETS_NAN = named("not less or equal passes for greater");

  private static Backend named(String fault) {
    return Faults.all().stream()
        .filter(f -> f.name().equals(fault))
        .findFirst()
        .orElseThrow()
        .backend()
        .get();
  }

  /** What is said by hand is what the tree-walker makes of the meaning. */
  @TestFactory
  Stream<DynamicTest> theVectorsSayWhatTheyMean() {
    Harness harness = new MeaningHarness();
    return Conformance.engineChecks().stream()
        .filter(check -> check.id().startsWith("vector/"))
        .map(check -> passes(check, harness));
  }

  @TestFactory
  Stream<DynamicTest> theMachineAgrees() {
    Harness harness = new MachineHarness();
    return Conformance.engineChecks().stream().map(check -> passes(check, harness));
  }

  private static DynamicTest passes(EngineCheck check, Harness harness) {
    return DynamicTest.dynamicTest(
        check.id(),
        () -> {
          CheckResult result = check.run(harness, ConformanceOptions.DEFAULT);
          assertEquals(Status.PASSED, result.status(), result.message());
        });
  }

  @Test
  void eachOpcodeHasVectors() {
    for (Opcode opcode : Opcode.values()) {
      long cases =
          VectorFile.all().stream()
              .filter(vector -> vector.opcode() == opcode)
              .filter(vector -> uses(vector.shape(), opcode))
              .mapToLong(vector -> vector.cases().size())
              .sum();
      assertTrue(cases > 0, opcode + " has no vectors");
    }
  }

  /** A backend that ends at a stage is tried at each opcode of it. */
  @Test
  void eachOpcodeHasAVectorOfItsStage() {
    EnumSet<Opcode> without = EnumSet.allOf(Opcode.class);
    for (VectorFile.Vector vector : VectorFile.all()) {
      if (uses(vector.shape(), vector.opcode())
          && vector.shape().stage() <= vector.opcode().stage()
          && !vector.cases().isEmpty()) {
        without.remove(vector.opcode());
      }
    }
    // The child that a scope is of comes from stage 5.
    assertEquals(EnumSet.of(Opcode.CHILD_SCOPE), without);
  }

  @Test
  void eachOpcodeThatTakesOperandsHasAMatrix() {
    Set<Opcode> subjects = EnumSet.noneOf(Opcode.class);
    for (EngineCheck check : Conformance.engineChecks()) {
      if (check.id().startsWith("matrix/")) {
        check.opcode().ifPresent(subjects::add);
      }
    }
    for (Opcode opcode : Opcode.values()) {
      boolean moves = opcode.stage() <= 2 && opcode.operation().isEmpty();
      boolean takes = !opcode.picture().inputs().isEmpty();
      assertTrue(!takes || moves || subjects.contains(opcode), opcode + " has no matrix");
    }
  }

  private static boolean uses(IrFunction function, Opcode opcode) {
    return function.code().stream().anyMatch(instruction -> instruction.opcode() == opcode);
  }

  @Test
  void theMachineAgreesOnGeneratedPrograms() {
    Harness harness = new MachineHarness();
    for (Check check : ProgramChecks.all(ConformanceOptions.DEFAULT.withPrograms(1, 2_000))) {
      CheckResult result = ((EngineCheck) check).run(harness, ConformanceOptions.DEFAULT);
      assertEquals(Status.PASSED, result.status(), result.message());
    }
    assertTrue(harness.runs().all() > 1_000, () -> harness.runs().describe());
  }

  @Test
  void theMachineAgreesWithTheOpcodeTableOnGeneratedFunctions() {
    Harness harness = new MachineHarness();
    FunctionGenerator generator = new FunctionGenerator(11);
    for (int i = 0; i < 2_000; i++) {
      IrFunction function = generator.next(i % 80);
      VerifiedFunction verified = Verifier.verify(function);
      for (int n = 0; n < 5; n++) {
        List<Atom> arguments =
            function.parameters().stream()
                .map(parameter -> generator.argument(parameter.kind()))
                .toList();
        Atom expected = StackEvaluator.run(function, arguments.toArray(new Atom[0]));
        harness.run(new Trial("a generated function", verified, arguments, expected));
      }
    }
    assertTrue(harness.runs().all() > 5_000, () -> harness.runs().describe());
  }

  @Test
  void namesOfChecksAreUnique() {
    Set<String> ids = new HashSet<>();
    for (Check check : Conformance.checks(ConformanceOptions.DEFAULT)) {
      assertTrue(ids.add(check.id()), check.id() + " is there twice");
    }
  }

  @Test
  void failingProgramsAreShrunkAndSaved(@TempDir Path directory) throws IOException {
    ConformanceOptions options =
        ConformanceOptions.DEFAULT.withPrograms(1, 50).withReproducers(directory);
    Check check =
        Conformance.checks(options).stream()
            .filter(c -> c.id().startsWith("program/generated"))
            .findFirst()
            .orElseThrow();
    CheckResult result = check.run(SWAPS, options);
    assertEquals(Status.FAILED, result.status());
    List<Path> saved = Reproducers.saved(directory);
    assertEquals(1, saved.size());
    String text = Files.readString(saved.getFirst());
    assertTrue(text.lines().count() <= 16, "hardly shrunk:\n" + text);
    assertTrue(text.contains("  sub"), text);
    Check again =
        Conformance.checks(options).stream()
            .filter(c -> c.id().startsWith("program/saved"))
            .findFirst()
            .orElseThrow();
    assertEquals(Status.FAILED, again.run(SWAPS, options).status());
    assertEquals(Status.PASSED, again.run(new ClassFileBackend(), options).status());
  }

  @Test
  void programsComeFromTheirSeeds() {
    Program program = ProgramGenerator.generate(17);
    assertEquals(Reproducers.text(program), Reproducers.text(ProgramGenerator.generate(17)));
  }

  @Test
  void skipsAreTheBackendsOwn() {
    ConformanceOptions options =
        ConformanceOptions.DEFAULT.withSkips(
            List.of(new Skip("vector/pow/*", "powers come later")));
    Check check =
        Conformance.checks(options).stream()
            .filter(c -> c.id().equals("vector/pow/small"))
            .findFirst()
            .orElseThrow();
    CheckResult result = check.run(EngineFaults.liesAboutPowers(), options);
    assertEquals(Status.SKIPPED, result.status());
    assertEquals("powers come later", result.message());
  }

  @Test
  void reportsAreReadable() throws Exception {
    List<CheckResult> results = new ArrayList<>();
    for (Check check : Conformance.checks(ConformanceOptions.DEFAULT)) {
      if (check.id().startsWith("vector/")) {
        results.add(check.run(FORGETS_NAN, ConformanceOptions.DEFAULT));
      }
    }
    Report report =
        new Report(
            ClassFileBackend.DESCRIPTOR,
            results,
            new Circumstances(Instant.EPOCH, Duration.ofMillis(1500), 17, 200, "a JVM"));
    assertFalse(report.isConformant());
    String text = TextReport.print(List.of(report));
    assertTrue(text.contains("vector/gt/NaN"), text);
    assertTrue(OpcodeCell.of(report, Opcode.GT).text().contains("FAILED"), text);
    assertTrue(
        text.contains("1970-01-01T00:00:00Z, 1.5 s, 200 generated programs from seed 17, a JVM"));
    StringWriter html = new StringWriter();
    HtmlReport.write(List.of(report), html);
    assertTrue(html.toString().contains("<td class=\"failed\">"));
    assertTrue(html.toString().contains("from seed 17"));
    assertFalse(html.toString().contains("http"));
    StringWriter xml = new StringWriter();
    JUnitXmlReport.write(List.of(report), xml);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.toString().getBytes(StandardCharsets.UTF_8)));
    assertEquals(results.size(), document.getElementsByTagName("testcase").getLength());
    assertEquals(report.failures().size(), document.getElementsByTagName("failure").getLength());
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertEquals("1970-01-01T00:00:00", suite.getAttribute("timestamp"));
    assertEquals("1.500", suite.getAttribute("time"));
    assertEquals(3, suite.getElementsByTagName("property").getLength());
    assertTrue(results.stream().anyMatch(result -> result.time().isPositive()));
  }
}
