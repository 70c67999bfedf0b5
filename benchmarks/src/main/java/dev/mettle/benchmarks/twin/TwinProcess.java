package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.AtomPrinter;
import java.nio.file.Path;

/** Runs a twin in a process of its own. */
public final class TwinProcess {

  /** Recursion over a million levels lies on the stack of the thread. */
  private static final long STACK = 4L << 30;

  private TwinProcess() {}

  /**
   * Prints the answer of a twin, as the command does.
   *
   * @param arguments the name of the program, its file, the size, and whether to go on until nobody
   *     reads any more
   */
  public static void main(String[] arguments) throws InterruptedException {
    Twin twin = Twins.of(arguments[0], Path.of(arguments[1]));
    int size = Integer.parseInt(arguments[2]);
    boolean again = Boolean.parseBoolean(arguments[3]);
    onLargeStack(
        () -> {
          do {
            System.out.println("[" + AtomPrinter.print(twin.main(size)) + "]");
          } while (again && !System.out.checkError());
        });
  }

  /** Does something where recursion may be deep. */
  static void onLargeStack(Runnable task) throws InterruptedException {
    Thread thread = new Thread(null, task, "twin", STACK);
    thread.start();
    thread.join();
  }
}
