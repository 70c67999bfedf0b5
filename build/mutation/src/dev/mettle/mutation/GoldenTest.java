package dev.mettle.mutation;

import dev.mettle.backend.javassist.JavassistBackend;
import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.tier.FailurePolicy;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The programs whose output is recorded, on the virtual machine and compiled before they run; a
 * test for each few of them. For what the kit cannot see since it calls single functions.
 */
class GoldenTest {

  private static final int PROGRAMS = 8;

  private static final Path ROOT = Path.of(System.getProperty("mutation.golden"));

  private static final List<DynamicTest> TESTS = tests();

  @TestFactory
  Stream<DynamicTest> golden() {
    return TESTS.stream();
  }

  private static List<DynamicTest> tests() {
    Map<Path, List<Path>> folders = new TreeMap<>();
    for (String root : List.of("golden", "found")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(root))) {
        files
            .filter(file -> file.toString().endsWith(".metta") && Files.exists(recorded(file)))
            .sorted()
            .forEach(
                file ->
                    folders.computeIfAbsent(file.getParent(), f -> new ArrayList<>()).add(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    TierOptions machine = TierOptions.DEFAULT.withTier(Tier.VM);
    TierOptions compiled =
        TierOptions.DEFAULT
            .withCallThreshold(0)
            .withSynchronous(true)
            .withFailurePolicy(FailurePolicy.FAIL)
            .withBackend(new JavassistBackend().descriptor().id());
    List<DynamicTest> tests = new ArrayList<>();
    folders.forEach(
        (folder, files) -> {
          for (int i = 0; i < files.size(); i += PROGRAMS) {
            List<Path> some = files.subList(i, Math.min(i + PROGRAMS, files.size()));
            String name = ROOT.relativize(folder) + " from " + i;
            tests.add(DynamicTest.dynamicTest("machine " + name, () -> run(some, machine)));
            tests.add(DynamicTest.dynamicTest("compiled " + name, () -> run(some, compiled)));
          }
        });
    return tests;
  }

  private static Path recorded(Path program) {
    return Path.of(program.toString().replaceFirst("\\.metta$", ".out"));
  }

  private static void run(List<Path> programs, TierOptions options) throws Exception {
    for (Path program : programs) {
      Watch.begin();
      Path folder = program.getParent();
      ProgramOutput output =
          ProgramOutput.of(
              Engine.builder()
                  .tierOptions(options)
                  .programDirectory(folder)
                  .files(FileAccess.directories(folder)),
              SourceText.load(program));
      output
          .differenceFrom(ProgramOutput.recorded(Files.readAllLines(recorded(program))))
          .ifPresent(difference -> Assertions.fail(program + ": " + difference));
    }
  }
}
