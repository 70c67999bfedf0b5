package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.frontend.read.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Deep recursions need no deep stack, compiled ones neither: programs embed engines in small
 * threads.
 */
class SmallStackTest {

  private static final long STACK_BYTES = 1 << 20;

  private static final String PROGRAM =
      """
      (= (sum $n) (if (== $n 0) 0 (+ $n (sum (- $n 1)))))
      (= (list $n) (if (== $n 0) Nil (Cons $n (list (- $n 1)))))
      (= (length Nil) 0)
      (= (length (Cons $x $xs)) (+ 1 (length $xs)))
      (= (wide $a $b $c $d $e $f $g $n)
         (if (== $n 0) (+ $a $b) (+ (- (* $a 2) $d) (wide $b $c $d $e $f $g $a (- $n 1)))))
      !(sum 200000)
      !(length (list 100000))
      !(wide 1 2 3 4 5 6 7 70000)
      """;

  @ParameterizedTest
  @EnumSource
  void deepRecursion(Configuration configuration) throws Exception {
    FutureTask<List<String>> run =
        new FutureTask<>(
            () -> {
              List<String> results = new ArrayList<>();
              configuration
                  .engine()
                  .build()
                  .run(new SourceText("deep", PROGRAM), list -> results.add(list.toString()));
              return results;
            });
    Thread thread = new Thread(null, run, "small", STACK_BYTES);
    thread.start();
    assertEquals(List.of("[20000100000]", "[100000]", "[280003]"), run.get());
  }
}
