package dev.mettle.benchmarks.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that runs programs of the benchmark set, or their twins, in processes of their own. */
public sealed interface Side permits MettleSide, JavaSide, PrologSide {

  /**
   * A process to start.
   *
   * @param command what to start
   * @param environment variables beside those of this process
   */
  record Launch(List<String> command, Map<String, String> environment) {}

  /**
   * What to run.
   *
   * @param program the program
   * @param size its size
   * @param heap options of the JVM for its heap; none for the JVM's own choice
   * @param again whether it gives its answer again and again, each on a line, until it is stopped
   */
  record Job(Program program, Program.Size size, List<String> heap, boolean again) {

    /** The last line that the process prints, and each that answers. */
    public String answer() {
      return "[" + size.answer() + "]";
    }
  }

  /** The heading of its column. */
  String label();

  /** Whether this side has the program. */
  boolean has(Program program) throws IOException;

  /**
   * The process that does a job.
   *
   * @param directory where it may put files
   */
  Launch launch(Job job, Path directory) throws IOException;
}
