package dev.mettle.cli.inspect;

import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitCompiler;
import dev.mettle.vm.tier.UnitVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The class that a backend generates for a function, as the JDK's {@code javap} shows it. */
final class GeneratedClassText {

  private GeneratedClassText() {}

  /**
   * The text.
   *
   * @param request the function, with those that it calls
   */
  static String of(UnitRequest request, AvailableBackend backend) {
    try {
      Path directory = Files.createTempDirectory("mettle-disasm");
      try {
        return generated(directory, request, backend);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String generated(Path directory, UnitRequest request, AvailableBackend backend)
      throws IOException {
    UnitCompiler compiler = new UnitCompiler(TierOptions.DEFAULT.withDumpDirectory(directory));
    UnitVerdict verdict = compiler.compile(() -> Optional.of(backend), request);
    if (!(verdict instanceof UnitVerdict.Installed installed)) {
      return "; %s: %s\n".formatted(backend.id(), verdict.describe());
    }
    StringBuilder out =
        new StringBuilder("; %s: %s\n".formatted(backend.id(), installed.describe()));
    Optional<ToolProvider> javap = ToolProvider.findFirst("javap");
    if (javap.isEmpty()) {
      return out.append("; this Java runtime has no javap to show the class with\n").toString();
    }
    for (Path file : files(directory)) {
      StringWriter text = new StringWriter();
      PrintWriter writer = new PrintWriter(text);
      javap.get().run(writer, writer, "-c", "-p", file.toString());
      writer.flush();
      text.toString()
          .lines()
          .filter(line -> !line.isEmpty())
          .forEach(line -> out.append(line).append('\n'));
    }
    return out.toString();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    for (Path file : files(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }
}
