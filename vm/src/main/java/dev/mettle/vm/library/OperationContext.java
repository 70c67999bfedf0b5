package dev.mettle.vm.library;

import dev.mettle.vm.space.AtomSpace;
import java.io.PrintStream;

/** What the body of an operation may use of the run that called it. */
public interface OperationContext {

  /** Where {@code println!} and friends write. */
  PrintStream out();

  /** Where {@code trace!} writes. */
  PrintStream err();

  /** A new space without atoms, known to the clock of the run. */
  AtomSpace newSpace();
}
