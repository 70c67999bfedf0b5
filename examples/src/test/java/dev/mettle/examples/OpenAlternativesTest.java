package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules and types that change inside open choice points mean the same on every tier, also where
 * compiled code leaves at each poll or has no room for a call.
 */
class OpenAlternativesTest {

  private static final int SEEDS = Integer.getInteger("mettle.alternatives", 40);

  @TempDir Path directory;

  @BeforeEach
  void writeModule() throws IOException {
    Files.writeString(directory.resolve("extra.metta"), OpenAlternatives.MODULE);
  }

  static Stream<Long> seeds() {
    return LongStream.range(0, SEEDS).boxed();
  }

  private ProgramOutput run(String program, TierOptions options) {
    return ProgramOutput.of(
        Engine.builder()
            .tierOptions(options)
            .programDirectory(directory)
            .files(FileAccess.directories(directory)),
        new SourceText("open", program));
  }

  private static TierOptions atOnce(String backend, UnitRuns runs) {
    return TierOptions.DEFAULT
        .withCallThreshold(0)
        .withSynchronous(true)
        .withBackend(backend)
        .withRuns(runs);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theTreeWalkerIsRight(long seed) {
    String program = OpenAlternatives.program(seed);
    ProgramOutput wanted = run(program, Configuration.TREE.options());
    assertTrue(wanted.results().size() > 10, program);
    agree(wanted, program, Configuration.VM.options(), "the virtual machine");
    for (String backend : new String[] {"javassist", "bytebuddy"}) {
      agree(wanted, program, atOnce(backend, UnitRuns.DEFAULT), backend);
    }
    for (int polls = 1; polls <= 3; polls++) {
      UnitRuns runs = UnitRuns.DEFAULT.withLeaveAtPolls(polls);
      agree(wanted, program, atOnce("javassist", runs), "leaving at polls, " + polls);
    }
    for (int room = 0; room <= 2; room++) {
      UnitRuns runs = UnitRuns.DEFAULT.withRoom(room);
      agree(wanted, program, atOnce("javassist", runs), "with room " + room);
    }
  }

  private void agree(ProgramOutput wanted, String program, TierOptions options, String how) {
    ProgramOutput found = run(program, options);
    assertEquals("", found.differenceFrom(wanted).orElse(""), () -> how + "\n" + program);
  }
}
