package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.Progress;
import dev.mettle.conformance.differential.CallTable;
import dev.mettle.conformance.differential.Differential;
import dev.mettle.conformance.differential.EngineOracle;
import dev.mettle.conformance.differential.Oracle;
import dev.mettle.conformance.differential.ProcessOracle;
import dev.mettle.conformance.differential.Script;
import dev.mettle.conformance.differential.ScriptGenerator;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mettle compare}. */
@Command(
    name = "compare",
    description = {
      "Compares answers to generated programs.",
      "For the development of Mettle: by default between the rules of the library on "
          + "the tree-walker and the tier in question, with --reference between an "
          + "installed reference implementation and this one. Disagreements are made small "
          + "and printed.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle compare --tier=vm --count 10000",
      "  mettle compare --reference 'python3 build/run_reference.py' --save found"
    })
final class CompareCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What takes the judge longer would take long each time that it is made smaller. */
  private static final Duration JUDGES_PATIENCE = Duration.ofSeconds(3);

  /** Generated programs are short. */
  private static final int HOT = 2;

  private final ConsoleOutput output;

  @Option(
      names = "--reference",
      paramLabel = "COMMAND",
      description = "A command that answers programs as build/run_reference.py does.")
  private @Nullable String reference;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "What is compared: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Tier tier = Tier.TREE;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend of the tier JIT; see 'mettle backends'.")
  private @Nullable String backend;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first program; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many programs; default ${DEFAULT-VALUE}.")
  private long count = 1000;

  @Option(
      names = "--show",
      paramLabel = "VERDICT",
      split = ",",
      description = "What to print: ${COMPLETION-CANDIDATES}; default DIFFERENT.")
  private Set<Differential.Verdict> shown = EnumSet.of(Differential.Verdict.DIFFERENT);

  @Option(names = "--whole", description = "Print programs as generated, not made small.")
  private boolean whole;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Save what is printed here, as programs with the expected output.")
  private @Nullable Path directory;

  @Option(
      names = "--calls-of",
      paramLabel = "NAME",
      split = ",",
      description = "Instead of generated programs, calls of these functions with all arguments.")
  private List<String> functions = List.of();

  @Option(names = "--text", description = "Print the generated programs and run nothing.")
  private boolean textOnly;

  CompareCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    if (textOnly) {
      generated().forEach(script -> output.line("; " + script.name() + "\n" + script.text()));
      return ExitStatus.OK;
    }
    try (Oracle judge = judge();
        Oracle candidate = new EngineOracle(this::candidate, PATIENCE)) {
      Differential differential =
          new Differential(
              judge,
              candidate,
              reference == null
                  ? Differential.Strictness.SEQUENCE
                  : Differential.Strictness.MULTISET);
      if (functions.isEmpty()) {
        try (Progress progress = Progress.of("compared programs")) {
          AtomicLong done = new AtomicLong();
          generated()
              .forEach(
                  script -> {
                    compare(differential, script, progress);
                    progress.at(done.incrementAndGet(), count);
                  });
        }
      } else {
        CallTable table = new CallTable();
        functions.stream()
            .flatMap(table::scripts)
            .forEach(script -> compareCalls(differential, table, script));
      }
      output.line(differential.counts().toString());
      return differential.counts().containsKey(Differential.Verdict.DIFFERENT)
          ? ExitStatus.PROGRAM_ERROR
          : ExitStatus.OK;
    }
  }

  private void compare(Differential differential, Script script, Progress progress) {
    differential
        .compare(script)
        .filter(finding -> shown.contains(finding.verdict()))
        .map(finding -> whole ? finding : differential.shrink(finding))
        .ifPresent(
            finding -> {
              progress.hide();
              report(finding);
            });
  }

  /** One call at a time where the calls together do not agree, or have crashed the judge. */
  private void compareCalls(Differential differential, CallTable table, Script script) {
    if (differential.judge(script) != Differential.Verdict.AGREE) {
      table
          .singly(script)
          .map(differential::compare)
          .flatMap(Optional::stream)
          .filter(finding -> shown.contains(finding.verdict()))
          .forEach(this::report);
    } else {
      differential.count(Differential.Verdict.AGREE, table.calls(script));
    }
  }

  private Stream<Script> generated() {
    return LongStream.range(seed, seed + count)
        .mapToObj(
            reference == null ? ScriptGenerator::generateAnything : ScriptGenerator::generate);
  }

  private Oracle judge() {
    return reference == null
        ? new EngineOracle(
            () -> Engine.builder().tier(Tier.TREE).intrinsics(false), JUDGES_PATIENCE)
        : new ProcessOracle(
            List.of(reference.split("\\s+")), Path.of(System.getProperty("java.io.tmpdir")));
  }

  private EngineBuilder candidate() {
    TierOptions options =
        TierOptions.DEFAULT.withTier(tier).withCallThreshold(HOT).withSynchronous(true);
    return Engine.builder().tierOptions(backend == null ? options : options.withBackend(backend));
  }

  private void report(Differential.Finding finding) {
    output.line(finding.describe());
    if (directory != null) {
      finding.save(directory);
    }
  }
}
