import dev.mettle.cli.command.MettleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what shells and {@code man} want to know of the command, all of it from the commands: a
 * page for each of them, and the completion.
 *
 * <p>Usage: {@code CommandPages TARGET VERSION DATE}, with what it is about on the class path.
 */
final class CommandPages {
  private final Path manual;
  private final String version;
  private final Options options;

  private CommandPages(Path manual, String version, String date) {
    this.manual = manual;
    this.version = version;
    this.options =
        Options.builder()
            .backend("manpage")
            .standalone(true)
            .safe(SafeMode.SECURE)
            .attributes(Attributes.builder().attribute("docdate", date).build())
            .build();
  }

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    Path completion = target.resolve("share/bash-completion/completions");
    Files.createDirectories(completion);
    CommandLine line = MettleCommand.described();
    Files.writeString(
        completion.resolve("mettle"), AutoComplete.bash("mettle", MettleCommand.described()));
    Path manual = Files.createDirectories(target.resolve("share/man/man1"));
    try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
      new CommandPages(manual, arguments[1], arguments[2])
          .write(asciidoctor, line.getCommandSpec());
    }
  }

  private void write(Asciidoctor asciidoctor, CommandSpec command) {
    // Pages are about a version of Mettle, not about the JVM that made them.
    command.versionProvider(null).version("Mettle " + version);
    StringWriter text = new StringWriter();
    ManPageGenerator.writeSingleManPage(new PrintWriter(text, true), command);
    // Two dashes between blanks would become one that is long.
    String escaped = text.toString().replace(" -- ", " \\-- ");
    Path page = manual.resolve(command.qualifiedName("-") + ".1");
    try {
      Files.writeString(page, asciidoctor.convert(escaped, options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(subcommand -> !subcommand.usageMessage().hidden())
        .forEach(subcommand -> write(asciidoctor, subcommand));
  }
}
