package dev.mettle.engine.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.TierOptions;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backends that were compiled against a recorded version of the SPI keep working, or are refused.
 */
final class OlderBackendTest {

  private static final Path RECORDED = Path.of("../backend-spi/src/api");

  @TempDir Path directory;

  /** A backend that declines everything, in terms of the SPI of a version. */
  private static String source(SpecVersion version) {
    return """
    import dev.mettle.backend.spi.*;
    import java.util.Optional;
    import java.util.Set;

    public final class Older implements Backend {
      @Override
      public BackendDescriptor descriptor() {
        return new BackendDescriptor("older", "1", new SpecVersion(%d, %d), Set.of(), 10);
      }

      @Override
      public UnitOutcome compile(UnitRequest request) {
        for (UnitFunction function : request.functions()) {
          if (function.function().code().isEmpty()) {
            throw new IllegalStateException();
          }
        }
        return new UnitOutcome.Declined(
                DeclineReason.UNSUPPORTED, Optional.empty(), "all are refused");
      }
    }
    """
        .formatted(version.major(), version.minor());
  }

  private ClassLoader compiled(Path spi, SpecVersion version) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Path file = Files.writeString(directory.resolve("Older.java"), source(version));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String ir =
        Path.of(Opcode.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    StringWriter errors = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of(
                    "-proc:none", "-cp", spi + File.pathSeparator + ir, "-d", classes.toString()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertTrue(compiled, errors.toString());
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve(Backend.class.getName()), "Older\n");
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, OlderBackendTest.class.getClassLoader());
  }

  @Test
  void everyRecordedVersionThatIsAcceptedWorks() throws IOException, SyntaxException {
    try (Stream<Path> jars = Files.list(RECORDED)) {
      for (Path jar : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
        String[] numbers =
            jar.getFileName().toString().replaceAll("[^0-9.]|\\.jar", "").split("\\.");
        SpecVersion version =
            new SpecVersion(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        ClassLoader loader = compiled(jar, version);
        BackendCatalog catalog = BackendCatalog.discover(loader);
        if (SpecVersion.CURRENT.accepts(version)) {
          assertTrue(catalog.find("older").isPresent(), () -> catalog.problems().toString());
          runs(loader);
        } else {
          assertNamesBoth(catalog, version);
        }
      }
    }
  }

  private static void runs(ClassLoader loader) throws SyntaxException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Engine engine =
          Engine.builder()
              .tierOptions(
                  TierOptions.DEFAULT
                      .withCallThreshold(0)
                      .withSynchronous(true)
                      .withBackend("older"))
              .build();
      engine.run("(= (f $x) (if (== $x 0) 0 (f (- $x 1))))");
      assertEquals("[0]", engine.evaluate("(f 30000)").toString());
      assertTrue(
          engine.statistics().lines().stream().anyMatch(line -> line.contains("all are refused")),
          () -> engine.statistics().lines().toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aNewerVersionIsRefusedAndBothAreNamed() throws IOException {
    SpecVersion newer = new SpecVersion(SpecVersion.CURRENT.major() + 1, 0);
    Path spi = Path.of(Backend.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    assertNamesBoth(BackendCatalog.discover(compiled(spi, newer)), newer);
  }

  private static void assertNamesBoth(BackendCatalog catalog, SpecVersion version) {
    assertTrue(catalog.find("older").isEmpty());
    String reason = catalog.problems().getFirst().reason();
    assertTrue(reason.contains(version.toString()), reason);
    assertTrue(reason.contains(SpecVersion.CURRENT.toString()), reason);
  }
}
