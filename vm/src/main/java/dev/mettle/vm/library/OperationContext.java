package dev.mettle.vm.library;

import java.io.PrintStream;

/** What the body of an operation may use of the run that called it. */
public interface OperationContext {

  /** Where {@code println!} and friends write. */
  PrintStream out();

  /** Where {@code trace!} writes. */
  PrintStream err();
}
