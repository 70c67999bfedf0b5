package dev.mettle.vm.operation;

import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What the body of an operation may use of the run that called it. */
public interface OperationContext {

  /** Where {@code println!} and friends write. */
  PrintStream out();

  /** Where {@code trace!} writes. */
  PrintStream err();

  /** What those who started the program told it. */
  List<String> arguments();

  /** A new space without atoms, known to the clock of the run. */
  AtomSpace newSpace();

  /** The clock of the run: whatever a program can change belongs to the engine that has it. */
  ChangeClock clock();

  /**
   * The file that a path in a program really names, if the program may use it; it need not exist.
   *
   * @throws IOException if the program may not use it
   * @throws java.nio.file.InvalidPathException if no file can have this name
   */
  Path file(String path) throws IOException;
}
