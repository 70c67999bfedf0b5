package dev.mettle.backend.spi;

import java.util.Optional;

/**
 * Turns IR functions into class files. An implementation is a public class with a public
 * constructor without parameters (or a {@code provider()} method), named in {@code
 * META-INF/services/dev.mettle.backend.spi.Backend} and in the {@code provides} clause of its
 * module.
 *
 * <p>A backend keeps no state between requests: several threads may compile at once, and a class
 * that it returned may be defined any number of times.
 */
public interface Backend {

  /** Who this backend is and what it covers; always the same answer, and it never throws. */
  BackendDescriptor descriptor();

  /**
   * Compiles one function, or says why not. The engine asks only for functions whose opcodes are
   * all in {@link BackendDescriptor#opcodes}. Whatever this method throws is kept and reported as a
   * defect of the backend; the function then stays interpreted.
   */
  CompileOutcome compile(CompileRequest request);

  /**
   * Compiles functions of a program into one class, or says why not. As with {@link
   * #compile(CompileRequest)}, what it throws is a defect of the backend. A backend that leaves
   * this out compiles no programs.
   */
  default UnitOutcome compile(UnitRequest request) {
    return new UnitOutcome.Declined(
        DeclineReason.UNSUPPORTED,
        Optional.empty(),
        descriptor().id() + " does not compile functions of programs");
  }
}
