package dev.mettle.cli;

import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.CompileVerdict;
import dev.mettle.vm.tier.FunctionCompiler;
import dev.mettle.vm.tier.TierOptions;
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
   * @param profile what the code is specialised for
   * @param natives the operations that it may call
   */
  static String of(
      IrFunction function, AvailableBackend backend, Profile profile, Natives natives) {
    try {
      Path directory = Files.createTempDirectory("mettle-disasm");
      try {
        return generated(directory, function, backend, profile, natives);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String generated(
      Path directory,
      IrFunction function,
      AvailableBackend backend,
      Profile profile,
      Natives natives)
      throws IOException {
    FunctionCompiler compiler =
        new FunctionCompiler(TierOptions.DEFAULT.withDumpDirectory(directory));
    CompileVerdict verdict = compiler.compile(Optional.of(backend), function, profile, natives);
    if (!(verdict instanceof CompileVerdict.Installed installed)) {
      return "; " + verdict.describe() + "\n";
    }
    StringBuilder out =
        new StringBuilder(
            "; %s, %d bytes\n".formatted(verdict.describe(), installed.code().classBytes()));
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
