package dev.mettle.benchmarks.process;

import dev.mettle.benchmarks.program.MettleSide;
import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Measures whole processes: programs in two sizes, their heap, and the start of the command. */
public final class ProcessRuns {

  /** The programs whose larger size is ten times the smaller one. */
  public static final List<String> TENFOLD =
      List.of(
          "list-length",
          "list-length-untyped",
          "list-append",
          "list-append-untyped",
          "peano-plus",
          "peano-plus-typed",
          "tail-loop",
          "deep-sum");

  /** A slow tier that takes no longer is measured with the sizes of the fast ones, too. */
  private static final double BEARABLE_NANOS = 9e9;

  /** The exit status of the launcher when memory has given out. */
  private static final int STOPPED = 3;

  private final Path launcher;
  private final int rounds;

  /**
   * Runs with a launcher.
   *
   * @param launcher {@code bin/mettle}
   * @param rounds how often each process is started; the medians count
   */
  public ProcessRuns(Path launcher, int rounds) {
    this.launcher = launcher;
    this.rounds = rounds;
  }

  // ------------------------------------------------------------------ programs

  /**
   * Measures a program on several sides, round by round, so that a change of the machine's load
   * meets all of them. Where the first side has smaller sizes than the last, its second result is
   * for the sizes of the last, if it can bear them.
   *
   * @param sides those that do not have the program are left out
   * @throws IOException if an answer is wrong
   */
  public List<ProgramResult> measure(Program program, List<Side> sides)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("benchmark");
    try {
      List<Subject> subjects = new ArrayList<>();
      for (Side side : sides) {
        if (side.has(program)) {
          subjects.add(new Subject(side, program.small(side.label()), program.large(side.label())));
        }
      }
      List<ProgramResult> results = measureAll(program, subjects, directory);
      ProgramResult first = results.getFirst();
      Subject last = subjects.getLast();
      boolean other = !last.large().equals(subjects.getFirst().large());
      if (other && first.nanosPerUnit() * last.large().units() < BEARABLE_NANOS) {
        Subject larger = new Subject(subjects.getFirst().side(), last.small(), last.large());
        results.addAll(1, measureAll(program, List.of(larger), directory));
      }
      return results;
    } finally {
      WarmRuns.remove(directory);
    }
  }

  /**
   * Measures whole processes of one size, side by side.
   *
   * @return what each of the sides that has the program takes
   */
  public Map<Side, ProgramResult.Times> times(Program program, Program.Size size, List<Side> sides)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("benchmark");
    try {
      Map<Side, List<Launch.Outcome>> outcomes = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Side side : sides) {
          if (side.has(program)) {
            outcomes
                .computeIfAbsent(side, s -> new ArrayList<>())
                .add(run(program, size, side, List.of(), directory));
          }
        }
      }
      Map<Side, ProgramResult.Times> times = new LinkedHashMap<>();
      outcomes.forEach((side, all) -> times.put(side, medians(all)));
      return times;
    } finally {
      WarmRuns.remove(directory);
    }
  }

  /** A side with the sizes that it is measured with. */
  private record Subject(Side side, Program.Size small, Program.Size large) {}

  private List<ProgramResult> measureAll(Program program, List<Subject> subjects, Path directory)
      throws IOException, InterruptedException {
    Map<Subject, List<Launch.Outcome>> smalls = new LinkedHashMap<>();
    Map<Subject, List<Launch.Outcome>> larges = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Subject subject : subjects) {
        smalls
            .computeIfAbsent(subject, s -> new ArrayList<>())
            .add(run(program, subject.small(), subject.side(), List.of(), directory));
        larges
            .computeIfAbsent(subject, s -> new ArrayList<>())
            .add(run(program, subject.large(), subject.side(), List.of(), directory));
      }
    }
    List<ProgramResult> results = new ArrayList<>();
    smalls.forEach(
        (subject, outcomes) ->
            results.add(
                new ProgramResult(
                    program.name(),
                    subject.side().label(),
                    program.unit(),
                    medians(outcomes),
                    medians(larges.getOrDefault(subject, List.of())),
                    subject.large().size(),
                    subject.large().units() - subject.small().units())));
    return results;
  }

  private static Launch.Outcome run(
      Program program, Program.Size size, Side side, List<String> heap, Path directory)
      throws IOException, InterruptedException {
    Side.Job job = new Side.Job(program, size, heap, false);
    Side.Launch launch = side.launch(job, directory);
    Launch.Outcome outcome = Launch.run(launch.command(), launch.environment());
    if (!outcome.lastLine().equals(job.answer())) {
      throw new IOException(
          "%s of size %d gives %s and not %s: %s"
              .formatted(
                  program.name(),
                  size.size(),
                  outcome.lastLine(),
                  job.answer(),
                  String.join(" ", launch.command())));
    }
    return outcome;
  }

  private static ProgramResult.Times medians(List<Launch.Outcome> outcomes) {
    double[] clock = outcomes.stream().mapToDouble(Launch.Outcome::nanos).sorted().toArray();
    double[] cpu =
        outcomes.stream()
            .flatMapToLong(o -> o.cpuNanos().stream())
            .asDoubleStream()
            .sorted()
            .toArray();
    return new ProgramResult.Times(
        clock[clock.length / 2],
        cpu.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(cpu[cpu.length / 2]));
  }

  // ------------------------------------------------------------------ the heap

  /**
   * Measures what heap a program needs, on the tree-walker and the virtual machine. A backend is
   * left out, since frames wait in the same stack for what it compiles.
   *
   * @param stepMegabytes how exactly
   * @throws IOException if the program does not work with the heap that the JVM chooses itself, or
   *     an answer is wrong
   */
  public List<HeapResult> heaps(Program program, List<String> tiers, int stepMegabytes)
      throws IOException, InterruptedException {
    List<HeapResult> results = new ArrayList<>();
    if (program.heaps().isEmpty()) {
      return results;
    }
    Program.Size small = program.heaps().getFirst();
    Program.Size large = program.heaps().getLast();
    Path directory = Files.createTempDirectory("benchmark");
    try {
      for (String tier : tiers) {
        if (!tier.equals("tree") && !tier.equals("vm")) {
          continue;
        }
        Side side = MettleSide.of(launcher, tier);
        Launch.Outcome free = run(program, large, side, List.of(), directory);
        for (Young young : Young.values()) {
          results.add(
              new HeapResult(
                  program.name(),
                  tier,
                  large.size(),
                  young.words,
                  program.unit(),
                  free.nanos(),
                  smallestHeap(program, small, side, young, stepMegabytes, directory),
                  smallestHeap(program, large, side, young, stepMegabytes, directory),
                  large.units() - small.units()));
        }
      }
    } finally {
      WarmRuns.remove(directory);
    }
    return results;
  }

  /**
   * The young generation of the heap. Of a heap that is full of frames the serial collector keeps
   * nearly all of it free, which is a third of the heap by default.
   */
  private enum Young {
    DEFAULT("", "a third"),
    SMALL("-Xmn2m", "2 MB");

    private final String option;
    private final String words;

    Young(String option, String words) {
      this.option = option;
      this.words = words;
    }
  }

  private static int smallestHeap(
      Program program, Program.Size size, Side side, Young young, int step, Path directory)
      throws IOException, InterruptedException {
    return HeapSearch.smallest(
        step,
        megabytes -> {
          try {
            String limit = "-Xmx" + megabytes + "m";
            List<String> heap =
                young.option.isEmpty() ? List.of(limit) : List.of(young.option, limit);
            run(program, size, side, heap, directory);
            return true;
          } catch (Launch.FailedException e) {
            if (e.status() == STOPPED) {
              return false;
            }
            throw e;
          }
        });
  }

  // ------------------------------------------------------------------ the start

  /**
   * How long it takes to start.
   *
   * @param hello a JVM that prints a word
   * @param mettle the command with a program of one line
   */
  public record Start(ProgramResult.Times hello, ProgramResult.Times mettle) {}

  /** Measures the start of the command and of a bare JVM, alternately. */
  public Start start() throws IOException, InterruptedException {
    List<Launch.Outcome> hello = new ArrayList<>();
    List<Launch.Outcome> mettle = new ArrayList<>();
    List<String> bare =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            ownClasses(),
            Hello.class.getName());
    // More often than programs, since such short times scatter more.
    for (int round = 0; round < 4 * rounds; round++) {
      hello.add(Launch.run(bare));
      mettle.add(Launch.run(oneLine(launcher)));
    }
    return new Start(medians(hello), medians(mettle));
  }

  /** Measures the start of the command of this build and of another one, alternately. */
  public List<ProgramResult.Times> starts(Path other) throws IOException, InterruptedException {
    List<Launch.Outcome> mine = new ArrayList<>();
    List<Launch.Outcome> others = new ArrayList<>();
    for (int round = 0; round < 4 * rounds; round++) {
      mine.add(Launch.run(oneLine(launcher)));
      others.add(Launch.run(oneLine(other)));
    }
    return List.of(means(mine), means(others));
  }

  /** Of what takes few of the hundredths of a second in which the system counts. */
  private static ProgramResult.Times means(List<Launch.Outcome> outcomes) {
    OptionalDouble cpu =
        outcomes.stream().flatMapToLong(outcome -> outcome.cpuNanos().stream()).average();
    return new ProgramResult.Times(
        outcomes.stream().mapToLong(Launch.Outcome::nanos).average().orElseThrow(), cpu);
  }

  private static List<String> oneLine(Path launcher) {
    return List.of(launcher.toString(), "run", "-e", "!(+ 1 2)");
  }

  private static String ownClasses() {
    String path = System.getProperty("java.class.path");
    int end = path.indexOf(java.io.File.pathSeparatorChar);
    return end < 0 ? path : path.substring(0, end);
  }
}
