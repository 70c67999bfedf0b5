package dev.mettle.benchmarks.process;

/** The least that a JVM can do, to compare the start of the command with. */
public final class Hello {

  private Hello() {}

  /** Prints a word. */
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
