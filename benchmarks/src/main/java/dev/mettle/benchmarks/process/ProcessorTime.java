package dev.mettle.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the threads of a process have used so far, as Linux counts it: in hundredths of a second.
 *
 * @param program of those that run the program, the collector included
 * @param compilers of those in which the JVM compiles
 */
record ProcessorTime(double program, double compilers) {

  private static final double TICK_NANOS = 10_000_000;
  private static final int USER_TIME = 14;
  private static final int SYSTEM_TIME = 15;

  /** What all threads have used. */
  double all() {
    return program + compilers;
  }

  /** Asks about a process that runs. */
  static ProcessorTime of(long pid) throws IOException {
    List<Path> threads;
    try (Stream<Path> listed = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      threads = listed.toList();
    }
    double program = 0;
    double compilers = 0;
    for (Path thread : threads) {
      String stat;
      try {
        stat = Files.readString(thread.resolve("stat"));
      } catch (NoSuchFileException e) {
        continue; // it has ended since
      }
      double used = used(stat);
      // The name of the thread stands in parentheses; the system cuts it.
      if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
        compilers += used;
      } else {
        program += used;
      }
    }
    return new ProcessorTime(program, compilers);
  }

  private static double used(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return TICK_NANOS
        * (Long.parseLong(fields[USER_TIME - 3]) + Long.parseLong(fields[SYSTEM_TIME - 3]));
  }
}
