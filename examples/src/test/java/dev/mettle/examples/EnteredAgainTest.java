package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each program gives the same answers if the interpreter captures its frame wherever it comes to an
 * instruction for the first time, and enters it again at that offset of the IR.
 */
class EnteredAgainTest {

  private static final TierOptions OPTIONS =
      TierOptions.DEFAULT.withTier(Tier.VM).withRuns(UnitRuns.DEFAULT.withEntersAgain());

  private static final AtomicLong ENTERED = new AtomicLong();

  @TestFactory
  Stream<DynamicTest> programs() throws Exception {
    return GoldenTest.programFiles().stream()
        .map(
            program ->
                DynamicTest.dynamicTest(program.getFileName().toString(), () -> check(program)));
  }

  private static void check(Path program) throws Exception {
    Path answers = Path.of(program.toString().replaceFirst("\\.metta$", ".out"));
    Path directory = program.getParent();
    EngineBuilder engine =
        Engine.builder()
            .tierOptions(OPTIONS)
            .programDirectory(directory)
            .files(FileAccess.directories(directory));
    ProgramOutput found = ProgramOutput.of(engine, SourceText.load(program));
    ProgramOutput expected = ProgramOutput.recorded(Files.readAllLines(answers));
    assertEquals(Optional.empty(), found.differenceFrom(expected));
    ENTERED.addAndGet(
        found.tiers().code().get("frames entered again at the first visit of an instruction"));
  }

  /** If nothing were entered again, every program would pass all the same. */
  @AfterAll
  static void manyFramesWereEntered() {
    assertTrue(ENTERED.get() > 15_000, () -> "only " + ENTERED + " frames were entered again");
  }
}
