package dev.mettle.engine;

/** Functions of more arguments than those of {@code java.util.function} have. */
public final class Functions {

  private Functions() {}

  /** A function of three arguments. */
  @FunctionalInterface
  public interface Of3<A, B, C, R> {
    /** Its result. */
    R apply(A first, B second, C third);
  }

  /** A function of four arguments. */
  @FunctionalInterface
  public interface Of4<A, B, C, D, R> {
    /** Its result. */
    R apply(A first, B second, C third, D fourth);
  }

  /** A function of five arguments. */
  @FunctionalInterface
  public interface Of5<A, B, C, D, E, R> {
    /** Its result. */
    R apply(A first, B second, C third, D fourth, E fifth);
  }
}
