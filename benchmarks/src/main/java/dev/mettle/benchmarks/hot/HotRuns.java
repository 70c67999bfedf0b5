package dev.mettle.benchmarks.hot;

import dev.mettle.benchmarks.process.ProcessRuns;
import dev.mettle.benchmarks.process.ProgramResult;
import dev.mettle.benchmarks.process.WarmEffort;
import dev.mettle.benchmarks.process.WarmResult;
import dev.mettle.benchmarks.process.WarmRuns;
import dev.mettle.benchmarks.program.JavaSide;
import dev.mettle.benchmarks.program.MettleSide;
import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.PrologSide;
import dev.mettle.benchmarks.program.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Measures hot code and the whole processes beside it. */
public final class HotRuns {

  static final String BEFORE = "before";

  /** By this name a program of one line is chosen. */
  private static final String START = "start";

  /** The start of the command should not change; the rest is left to noise. */
  private static final double MOST_FOR_START = 1.05;

  private final Path launcher;
  private final Optional<Path> other;
  private final List<String> backends;
  private final Consumer<String> announcement;

  /**
   * Runs of a build.
   *
   * @param launcher its {@code bin/mettle}
   * @param other that of the build to compare with, if there is one
   * @param backends the ids of the backends
   * @param announcement told what comes next
   */
  public HotRuns(
      Path launcher, Optional<Path> other, List<String> backends, Consumer<String> announcement) {
    this.launcher = launcher;
    this.other = other;
    this.backends = backends;
    this.announcement = announcement;
  }

  /**
   * A whole process and what it was compared with.
   *
   * @param what what ran
   * @param label what it was compared with
   * @param times of this build
   * @param others of that
   * @param most how many times as much processor time it may take
   */
  public record Whole(
      String what,
      String label,
      ProgramResult.Times times,
      ProgramResult.Times others,
      double most) {}

  /** Measures hot code of the programs that are wanted. */
  public List<WarmResult> hot(List<Program> programs, Predicate<String> wanted, WarmEffort effort)
      throws IOException, InterruptedException {
    List<Side> sides = new ArrayList<>();
    sides.add(new JavaSide());
    for (String backend : backends) {
      sides.add(MettleSide.of(launcher, backend));
    }
    sides.add(MettleSide.of(launcher, "vm"));
    other.ifPresent(path -> sides.add(new MettleSide(BEFORE, path, List.of("--tier=vm"))));
    List<WarmResult> results = new ArrayList<>();
    for (HotRow row : HotRow.ALL) {
      if (!wanted.test(row.program())) {
        continue;
      }
      Program program = named(programs, row.program());
      announcement.accept("%s of size %d, hot".formatted(row.program(), row.size()));
      results.addAll(WarmRuns.measure(program, program.warm(row.size()), sides, effort));
    }
    return results;
  }

  /** Measures whole processes of the programs that are wanted, on the default backend. */
  public List<Whole> whole(List<Program> programs, Predicate<String> wanted, int rounds)
      throws IOException, InterruptedException {
    ProcessRuns runs = new ProcessRuns(launcher, rounds);
    Side side = MettleSide.of(launcher, "jit");
    List<Whole> results = new ArrayList<>();
    for (WholeRow row : WholeRow.ALL) {
      Optional<? extends Side> against =
          switch (row.against()) {
            case BEFORE -> other.map(path -> new MettleSide(BEFORE, path, List.of("--tier=vm")));
            case PROLOG -> PrologSide.onPath();
            case OPTIMISED_PROLOG -> PrologSide.onPath().map(PrologSide::optimised);
          };
      if (against.isEmpty() || !wanted.test(row.program())) {
        continue;
      }
      announcement.accept("%s of size %d, whole process".formatted(row.program(), row.size()));
      Program program = named(programs, row.program());
      Map<Side, ProgramResult.Times> times =
          new LinkedHashMap<>(
              runs.times(program, program.size(row.size()), List.of(side, against.get())));
      List<ProgramResult.Times> both = List.copyOf(times.values());
      results.add(
          new Whole(
              row.program() + ", " + row.size(),
              against.get().label(),
              both.getFirst(),
              both.getLast(),
              row.most()));
    }
    if (other.isPresent() && wanted.test(START)) {
      announcement.accept("a program of one line");
      List<ProgramResult.Times> starts = runs.starts(other.get());
      results.add(
          new Whole("!(+ 1 2)", BEFORE, starts.getFirst(), starts.getLast(), MOST_FOR_START));
    }
    return results;
  }

  private static Program named(List<Program> programs, String name) {
    return programs.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
