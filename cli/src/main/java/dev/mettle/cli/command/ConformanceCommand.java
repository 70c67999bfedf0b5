package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.inspect.ConformanceRun;
import dev.mettle.conformance.Conformance;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Selection;
import dev.mettle.ir.opcode.Opcode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mettle conformance}. */
@Command(
    name = "conformance",
    description = {
      "Checks backends against the meaning of the opcodes and prints a table.",
      "Exit status 1 if a check failed.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle conformance",
      "  mettle conformance --backend=javassist --html=report.html",
      "  mettle conformance --backend=my-backend --jar=my-backend.jar",
      "  mettle conformance --opcode=add --stage=1",
      "  mettle conformance --check='vector/*' --list"
    })
final class ConformanceCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Check this backend; all that were found by default.")
  private @Nullable String backend;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "Look for backends in this jar or folder of classes too; repeatable.")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = "--check",
      paramLabel = "NAME",
      description = "Run the checks of this name only; * stands for any text; repeatable.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--opcode",
      paramLabel = "NAME",
      description = "Run the checks of this opcode only; repeatable.")
  private List<String> opcodes = new ArrayList<>();

  @Option(
      names = "--stage",
      paramLabel = "N",
      description = "Run the checks of this stage only; repeatable.")
  private Set<Integer> stages = new TreeSet<>();

  @Option(
      names = "--require-stage",
      paramLabel = "N",
      description = "Up to this stage, what no compiled code served counts as failed.")
  private int requiredStage;

  @Option(names = "--list", description = "List the checks that would run, and stop.")
  private boolean list;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "What takes longer has failed; default 60 for each check.")
  private long seconds = ConformanceOptions.DEFAULT.timeLimit().toSeconds();

  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Write the results as JUnit XML.")
  private @Nullable Path junitXml;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the results as a web page.")
  private @Nullable Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description = "How many programs to generate; default ${DEFAULT-VALUE}.")
  private int programs = ConformanceOptions.DEFAULT.programs();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first of them; default ${DEFAULT-VALUE}.")
  private long seed = ConformanceOptions.DEFAULT.seed();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  ConformanceCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    if (seconds < 1) {
      throw wrong("--timeout must be at least 1");
    }
    if (programs < 0) {
      throw wrong("--programs must be at least 0");
    }
    ConformanceOptions options =
        ConformanceOptions.DEFAULT
            .withPrograms(seed, programs)
            .withTimeLimit(Duration.ofSeconds(seconds))
            .withSelection(new Selection(names, chosenOpcodes(), stages));
    if (Conformance.checks(options).isEmpty()) {
      throw wrong("no check is chosen; --list alone shows all of them");
    }
    if (list) {
      return ConformanceRun.list(options, output);
    }
    return new ConformanceRun(output)
        .run(
            Optional.ofNullable(backend),
            jars,
            options,
            requiredStage,
            new ConformanceRun.Reports(
                Optional.ofNullable(junitXml),
                Optional.ofNullable(html),
                Optional.ofNullable(json)));
  }

  private Set<Opcode> chosenOpcodes() {
    Set<Opcode> chosen = EnumSet.noneOf(Opcode.class);
    for (String name : opcodes) {
      Opcode opcode = Opcode.ofMnemonic(name);
      if (opcode == null) {
        throw wrong("no opcode is called " + name + "; docs/opcodes.md lists them");
      }
      chosen.add(opcode);
    }
    return chosen;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
