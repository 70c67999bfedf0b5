package dev.mettle.backend.spi;

/**
 * Turns IR functions into class files. An implementation is a public class with a public
 * constructor without parameters (or a {@code provider()} method), named in {@code
 * META-INF/services/dev.mettle.backend.spi.Backend} and in the {@code provides} clause of its
 * module.
 *
 * <p>A backend keeps no state between requests: several threads may compile at once, and a class
 * that it returned may be defined any number of times.
 *
 * @since 1.0
 */
public interface Backend {

  /** Who this backend is and what it covers; always the same answer, and it never throws. */
  BackendDescriptor descriptor();

  /**
   * Compiles functions of a program into one class, or says why not. Whatever this method throws is
   * kept and reported as a defect of the backend; the function then stays interpreted.
   */
  UnitOutcome compile(UnitRequest request);
}
