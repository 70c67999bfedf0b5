package dev.mettle.examples;

import dev.mettle.engine.Engine;
import java.lang.management.ManagementFactory;

/** Has functions compiled that come and go, each in a space of its own. */
final class ManyClasses {

  private static final String PROGRAM =
      """
      (= (in-a-space $i)
         (let* (($s (new-space))
                ($a (add-atom $s (= (length Nil) $i)))
                ($b (add-atom $s (= (length (Cons $x $xs)) (+ 1 (length $xs)))))
                ($c (add-atom $s (= (twice $x) (+ (* $x 2) (length Nil)))))
                ($d (metta (twice 3) %Undefined% $s)))
           (metta (length (Cons a (Cons b (Cons c Nil)))) %Undefined% $s)))
      (= (repeat $n) (if (== $n 0) done (let $x (in-a-space $n) (repeat (- $n 1)))))
      """;

  private ManyClasses() {}

  /**
   * Prints how many classes were made while the program ran.
   *
   * @param arguments a {@link Configuration} and a number of turns
   */
  public static void main(String[] arguments) throws Exception {
    Engine engine = Configuration.valueOf(arguments[0]).engine().build();
    engine.run(PROGRAM);
    engine.evaluate("(repeat 3)");
    long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    String result = engine.evaluate("(repeat " + arguments[1] + ")").toString();
    long made = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - before;
    System.out.println(result + " " + made);
  }
}
