package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.limits.RunStoppedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A full heap ends the run and not the engine; tried in a JVM of its own. */
final class FullHeapTest {

  /** What the other JVM runs. */
  public static void main(String[] arguments) throws SyntaxException {
    Engine engine = Engine.create();
    engine.run(
        """
        (= (deep $n) (+ 1 (deep (+ $n 1))))
        (= (wide $n) $n)
        (= (wide $n) (wide (+ $n 1)))
        """);
    for (String program : new String[] {"(deep 0)", "(collapse (wide 0))"}) {
      try {
        engine.evaluate(program);
      } catch (RunStoppedException e) {
        System.out.println(e.reason() + " " + engine.evaluate("(+ 1 2)"));
        System.out.println(e.getMessage().replaceAll("\\d+", "N"));
      }
    }
  }

  @Test
  void endsTheRunAlone() throws IOException, InterruptedException {
    String text = SmallHeap.run(FullHeapTest.class);
    assertEquals(
        """
        OUT_OF_MEMORY [3]
        the heap of the JVM is full; N calls wait, most of them of deep
        OUT_OF_MEMORY [3]
        the heap of the JVM is full
        """,
        text);
  }
}
