package dev.mettle.benchmarks.command;

import dev.mettle.benchmarks.cost.BreakEvenProcess;
import dev.mettle.benchmarks.cost.Timeline;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.hot.HotPage;
import dev.mettle.benchmarks.hot.HotRuns;
import dev.mettle.benchmarks.jmh.Backends;
import dev.mettle.benchmarks.process.HeapResult;
import dev.mettle.benchmarks.process.ProcessRuns;
import dev.mettle.benchmarks.process.ProgramResult;
import dev.mettle.benchmarks.process.WarmResult;
import dev.mettle.benchmarks.program.JavaSide;
import dev.mettle.benchmarks.program.MettleSide;
import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.PrologSide;
import dev.mettle.benchmarks.program.Side;
import dev.mettle.benchmarks.report.MarkdownTable;
import dev.mettle.benchmarks.report.Measurements;
import dev.mettle.benchmarks.report.ProgramPage;
import dev.mettle.benchmarks.report.Report;
import dev.mettle.benchmarks.report.StagePage;
import dev.mettle.benchmarks.report.Targets;
import dev.mettle.benchmarks.twin.Twins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/benchmark}. */
@Command(
    name = "benchmark",
    description = {
      "Runs benchmarks, prints their tables and writes them to pages and JSON files.",
      "A page is only written if all of its group was measured with the normal effort.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  bin/benchmark                                  everything",
      "  bin/benchmark stage-2                          one group",
      "  bin/benchmark stage-1 --family=boolean --depth=100",
      "  bin/benchmark programs --program=fib --tier=tree,vm",
      "  bin/benchmark hot --against=../before          hot code against another build",
      "  bin/benchmark hot --program=queens             some of it, against Java alone",
      "  bin/benchmark costs                            what compilation costs",
      "  bin/benchmark --list                           the programs and their sizes",
      "  bin/benchmark --quick                          to see that it works"
    })
final class BenchmarkCommand implements Callable<Integer> {

  /** Relative to the top of the source tree, where bin/benchmark starts the command. */
  private static final Path PROGRAMS = Path.of("benchmarks", "programs");

  @Parameters(
      paramLabel = "GROUP",
      description = "What to run: ${COMPLETION-CANDIDATES}; all if none is given.")
  private List<Group> groups = new ArrayList<>();

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "Only these families of expressions.")
  private List<Family> families = new ArrayList<>();

  @Option(names = "--depth", paramLabel = "N", description = "Only these depths.")
  private List<Integer> depths = new ArrayList<>();

  @Option(names = "--program", paramLabel = "NAME", description = "Only these whole programs.")
  private List<String> programs = new ArrayList<>();

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = {
        "What runs whole programs: tiers, backends, java for the same in Java,",
        "swipl or swipl-O for the same in Prolog; default ${DEFAULT-VALUE}."
      },
      split = ",",
      defaultValue = "tree,vm,javassist,bytebuddy,java,swipl")
  private List<String> tiers = new ArrayList<>();

  @Option(
      names = "--mettle",
      paramLabel = "FILE",
      description = "The command to measure; default ${DEFAULT-VALUE}.",
      defaultValue = "bin/mettle")
  private Path mettle = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = {
        "Another build, whose interpreter hot code is compared with:",
        "a directory with bin/mettle. The page is written with one only."
      })
  private @Nullable Path against;

  @Option(names = "--list", description = "List the programs, and measure nothing.")
  private boolean list;

  @Option(names = "--quick", description = "Measure for a short time; the figures mean little.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How many whole or warm processes of each kind; by default 3, or 1 if quick.")
  private @Nullable Integer rounds;

  @Option(
      names = "--pages",
      paramLabel = "DIR",
      description = "Where pages go; default ${DEFAULT-VALUE}.",
      defaultValue = "docs/performance")
  private Path pages = Path.of("");

  @Option(
      names = "--json",
      paramLabel = "DIR",
      description = "Where JSON files go; default ${DEFAULT-VALUE}.",
      defaultValue = "benchmarks/target/results")
  private Path json = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (list) {
      System.out.print(summaries(chosen()));
      return 0;
    }
    for (Group group : groups.isEmpty() ? List.of(Group.values()) : groups) {
      switch (group) {
        case STAGE_1, STAGE_2 -> expressions(group);
        case PROGRAMS -> wholePrograms();
        case HOT -> hotCode();
        case COSTS -> costs();
      }
    }
    return 0;
  }

  private Effort effort() {
    Effort effort = quick ? Effort.QUICK : Effort.NORMAL;
    return rounds == null ? effort : effort.withRounds(rounds);
  }

  private void expressions(Group group) throws RunnerException, IOException, InterruptedException {
    List<Family> chosen = new ArrayList<>(group.families());
    if (!families.isEmpty()) {
      chosen.retainAll(families);
    }
    if (chosen.isEmpty()) {
      return;
    }
    Report report = Report.begin(group.label(), "");
    List<Integer> at = depths.isEmpty() ? Family.DEPTHS : depths;
    Measurements measured = new Measurements();
    new ExpressionRuns(effort(), chosen, at).run(measured);
    Map<Family, Map<String, Timeline>> timelines = new LinkedHashMap<>();
    if (at.contains(StagePage.DEPTH)) {
      for (Family family : chosen) {
        Announcement.of("break-even of " + family.label());
        timelines.put(
            family, BreakEvenProcess.measure(family, StagePage.DEPTH, effort().freshClasses()));
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(new StagePage(chosen, at, Backends.ids(), measured, timelines).text());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("measurements", measured.all());
    data.put("timelines", timelines);
    Targets targets = new Targets(Backends.ids(), measured);
    targets.expressions();
    targets.repeatedRuns(timelines);
    if (group == Group.STAGE_1 && families.isEmpty()) {
      data.put("processes", treeWalker(targets, text));
    }
    text.append("\n## Figures to reach\n\n").append(targets.text());
    boolean complete = !quick && chosen.equals(group.families()) && at.equals(Family.DEPTHS);
    report.print("Expressions of " + group.label().replace('-', ' '), text.toString());
    report.writeJson(json, data);
    if (complete) {
      report.writePage(pages);
    }
  }

  /** What the tree-walker costs in whole processes. */
  private List<ProgramResult> treeWalker(Targets targets, StringBuilder text)
      throws IOException, InterruptedException {
    ProcessRuns runs = new ProcessRuns(mettle, effort().processes());
    List<ProgramResult> results = new ArrayList<>();
    for (Program program : Program.in(PROGRAMS)) {
      if (program.name().startsWith("fib") || ProcessRuns.TENFOLD.contains(program.name())) {
        results.addAll(measure(runs, program, List.of(MettleSide.of(mettle, "tree"))));
      }
    }
    ProcessRuns.Start start = runs.start();
    targets.treeWalker(results, start);
    text.append("\n## Whole processes on the tree-walker\n\n");
    text.append(ProgramPage.programs(results)).append('\n');
    text.append(ProgramPage.growth(results, start)).append('\n');
    text.append(ProgramPage.start(start));
    return results;
  }

  private static List<ProgramResult> measure(ProcessRuns runs, Program program, List<Side> sides)
      throws IOException, InterruptedException {
    List<String> labels = new ArrayList<>();
    for (Side side : sides) {
      if (side.has(program)) {
        labels.add(side.label());
      }
    }
    Announcement.of(program.name() + " on " + String.join(", ", labels));
    return runs.measure(program, sides);
  }

  private void wholePrograms() throws IOException, InterruptedException {
    Report report = Report.begin(Group.PROGRAMS.label(), options());
    List<Program> chosen = chosen();
    ProcessRuns runs = new ProcessRuns(mettle, effort().processes());
    List<Side> sides = sides();
    List<ProgramResult> results = new ArrayList<>();
    for (Program program : chosen) {
      results.addAll(measure(runs, program, sides));
    }
    List<HeapResult> heaps = new ArrayList<>();
    for (Program program : chosen) {
      if (!program.heaps().isEmpty()) {
        Announcement.of(program.name() + ", heap");
        heaps.addAll(runs.heaps(program, tiers, effort().heapStepMegabytes()));
      }
    }
    ProcessRuns.Start start = runs.start();
    report.print(
        "Whole programs",
        "\n## Side by side\n\n"
            + ProgramPage.sideBySide(results)
            + "\n## Times\n\n"
            + ProgramPage.programs(results)
            + "\n## Growth\n\n"
            + ProgramPage.growth(results, start)
            + "\n## Memory\n\n"
            + ProgramPage.heaps(heaps)
            + "\n## Start\n\n"
            + ProgramPage.start(start)
            + "\n## The programs\n\n"
            + summaries(chosen));
    report.writeJson(json, Map.of("programs", results, "heaps", heaps, "start", start));
    if (!quick && programs.isEmpty()) {
      report.writePage(pages);
    }
  }

  private void hotCode() throws IOException, InterruptedException {
    Report report = Report.begin(Group.HOT.label(), options());
    HotRuns runs =
        new HotRuns(
            mettle,
            Optional.ofNullable(against).map(build -> build.resolve("bin").resolve("mettle")),
            Backends.ids(),
            Announcement::of);
    Predicate<String> wanted = name -> programs.isEmpty() || programs.contains(name);
    List<Program> all = Program.in(PROGRAMS);
    List<WarmResult> hot = runs.hot(all, wanted, effort().warm());
    HotPage page = new HotPage(hot, Backends.ids());
    List<HotRuns.Whole> whole = runs.whole(all, wanted, effort().processes());
    report.print(
        "Hot code",
        "\n## Processor time of a unit of work\n\n"
            + page.times()
            + "\n## Figures to reach\n\n"
            + page.limits()
            + "\n## Whole processes\n\n"
            + HotPage.whole(whole));
    report.writeJson(json, Map.of("hot", hot, "whole", whole));
    if (!quick && programs.isEmpty() && against != null) {
      report.writePage(pages);
    }
  }

  private void costs() throws RunnerException, IOException, InterruptedException {
    Report report = Report.begin(Group.COSTS.label(), options());
    CostRuns runs = new CostRuns(effort(), mettle);
    report.print("What compilation costs", runs.run());
    report.writeJson(json, runs.figures());
    if (!quick) {
      report.writePage(pages);
    }
  }

  /** What was asked for, as far as readers of a page should know. */
  private String options() {
    StringBuilder options = new StringBuilder();
    if (rounds != null) {
      options.append("--rounds=").append(rounds).append(' ');
    }
    if (against != null) {
      options.append("--against=").append(OtherBuild.name(against));
    }
    return options.toString().strip();
  }

  /** The programs that are wanted. */
  private List<Program> chosen() throws IOException {
    List<Program> chosen = new ArrayList<>(Program.in(PROGRAMS));
    if (!programs.isEmpty()) {
      chosen.removeIf(program -> !programs.contains(program.name()));
    }
    if (chosen.isEmpty()) {
      throw new IOException("there is no program of that name in " + PROGRAMS);
    }
    return chosen;
  }

  /** The sides that are wanted; Prolog, if it is on the path. */
  private List<Side> sides() {
    List<Side> sides = new ArrayList<>();
    for (String tier : tiers) {
      switch (tier) {
        case "java" -> sides.add(new JavaSide());
        case "swipl" -> PrologSide.onPath().ifPresent(sides::add);
        case "swipl-O" -> PrologSide.onPath().map(PrologSide::optimised).ifPresent(sides::add);
        default -> sides.add(MettleSide.of(mettle, tier));
      }
    }
    return sides;
  }

  private static String summaries(List<Program> chosen) throws IOException {
    MarkdownTable table = new MarkdownTable("program", "what it is", "sizes", "Java", "Prolog");
    for (Program program : chosen) {
      table.row(
          program.name(),
          program.summary(),
          program.sizes().stream()
              .map(size -> Integer.toString(size.size()))
              .collect(Collectors.joining(", ")),
          Twins.names().contains(program.name()) ? "yes" : "no",
          PrologSide.text(program).isPresent() ? "yes" : "no");
    }
    return table.text();
  }
}
