package dev.mettle.benchmarks.command;

import dev.mettle.benchmarks.cost.BreakEvenProcess;
import dev.mettle.benchmarks.cost.Timeline;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.jmh.Backends;
import dev.mettle.benchmarks.program.HeapResult;
import dev.mettle.benchmarks.program.ProcessRuns;
import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.ProgramResult;
import dev.mettle.benchmarks.program.WarmProcess;
import dev.mettle.benchmarks.program.WarmResult;
import dev.mettle.benchmarks.report.MarkdownTable;
import dev.mettle.benchmarks.report.Measurements;
import dev.mettle.benchmarks.report.ProgramPage;
import dev.mettle.benchmarks.report.Report;
import dev.mettle.benchmarks.report.StagePage;
import dev.mettle.benchmarks.report.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
      "  bin/benchmark --quick                          to see that it works"
    })
final class BenchmarkCommand implements Callable<Integer> {

  /** Relative to the top of the source tree, where bin/benchmark starts the command. */
  private static final Path PROGRAMS = Path.of("benchmarks", "programs");

  private static final Path LAUNCHER = Path.of("bin", "mettle");

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
      description = "The tiers to run whole programs on; default ${DEFAULT-VALUE}.",
      split = ",",
      defaultValue = "tree,vm,jit")
  private List<String> tiers = new ArrayList<>();

  @Option(names = "--quick", description = "Measure for a short time; the figures mean little.")
  private boolean quick;

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
    for (Group group : groups.isEmpty() ? List.of(Group.values()) : groups) {
      switch (group) {
        case STAGE_1, STAGE_2 -> expressions(group);
        case PROGRAMS -> wholePrograms();
      }
    }
    return 0;
  }

  private Effort effort() {
    return quick ? Effort.QUICK : Effort.NORMAL;
  }

  private void expressions(Group group) throws RunnerException, IOException, InterruptedException {
    List<Family> chosen = new ArrayList<>(group.families());
    if (!families.isEmpty()) {
      chosen.retainAll(families);
    }
    if (chosen.isEmpty()) {
      return;
    }
    Report report = Report.begin(group.label());
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
    ProcessRuns runs = new ProcessRuns(LAUNCHER, effort().processes());
    List<ProgramResult> results = new ArrayList<>();
    for (Program program : Program.in(PROGRAMS)) {
      if (program.name().startsWith("fib") || ProcessRuns.TENFOLD.contains(program.name())) {
        results.addAll(measure(runs, program, List.of("tree")));
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

  private static List<ProgramResult> measure(
      ProcessRuns runs, Program program, List<String> onTiers)
      throws IOException, InterruptedException {
    Announcement.of(program.name() + " on " + String.join(", ", onTiers));
    return runs.measure(program, onTiers);
  }

  private void wholePrograms() throws IOException, InterruptedException {
    Report report = Report.begin(Group.PROGRAMS.label());
    List<Program> chosen = new ArrayList<>(Program.in(PROGRAMS));
    int all = chosen.size();
    if (!programs.isEmpty()) {
      chosen.removeIf(program -> !programs.contains(program.name()));
    }
    if (chosen.isEmpty()) {
      throw new IOException("there is no program of that name in " + PROGRAMS);
    }
    ProcessRuns runs = new ProcessRuns(LAUNCHER, effort().processes());
    List<ProgramResult> results = new ArrayList<>();
    for (Program program : chosen) {
      results.addAll(measure(runs, program, tiers));
    }
    List<WarmResult> warm = new ArrayList<>();
    List<HeapResult> heaps = new ArrayList<>();
    for (Program program : chosen) {
      if (!program.warm().isEmpty()) {
        Announcement.of(program.name() + ", warm");
        warm.addAll(WarmProcess.measure(program, tiers, effort().warm()));
      }
      if (!program.heaps().isEmpty()) {
        Announcement.of(program.name() + ", heap");
        heaps.addAll(runs.heaps(program, tiers, effort().heapStepMegabytes()));
      }
    }
    ProcessRuns.Start start = runs.start();
    MarkdownTable summaries = new MarkdownTable("program", "what it is");
    for (Program program : chosen) {
      summaries.row(program.name(), program.summary());
    }
    report.print(
        "Whole programs",
        "\n## Times\n\n"
            + ProgramPage.programs(results)
            + "\n## Growth\n\n"
            + ProgramPage.growth(results, start)
            + "\n## Warm\n\n"
            + ProgramPage.warm(warm)
            + "\n## Memory\n\n"
            + ProgramPage.heaps(heaps)
            + "\n## Start\n\n"
            + ProgramPage.start(start)
            + "\n## The programs\n\n"
            + summaries.text());
    report.writeJson(
        json, Map.of("programs", results, "warm", warm, "heaps", heaps, "start", start));
    if (!quick && chosen.size() == all) {
      report.writePage(pages);
    }
  }
}
