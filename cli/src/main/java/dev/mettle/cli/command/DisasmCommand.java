package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.inspect.Disassembler;
import dev.mettle.cli.run.Source;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mettle disasm}. */
@Command(
    name = "disasm",
    description = {
      "Prints the code that a program is lowered to.",
      "Says also why something is not lowered. The program is not run.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {"  mettle disasm program.metta", "  mettle disasm --backend=javassist program.metta"})
final class DisasmCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Parameters(paramLabel = "FILE", description = "The program; - is standard input.")
  private String file = "";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Also print the classes that this backend generates.")
  private @Nullable String backend;

  DisasmCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return new Disassembler(output).run(Source.named(file), Optional.ofNullable(backend));
  }
}
