package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.tier.TierOptions;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What was handed over to compiled code is let go at the end of the run. */
class ArgumentsLetGoTest {

  private final Engine engine =
      Engine.builder().tierOptions(TierOptions.COMPILE_EVERYTHING.withBackend("javassist")).build();

  private WeakReference<Atom> callWithLarge(String name) {
    Atom large = Expression.of(Symbol.of("x"), Symbol.of("y"), Symbol.of("z"));
    Atom called =
        Expression.of(Symbol.of(name), Symbol.of("a"), Expression.of(Symbol.of("quote"), large));
    assertEquals(name.equals("both") ? 2 : 1, engine.evaluate(called).size(), name);
    return new WeakReference<>(large);
  }

  @Test
  void argumentsAndResults() throws Exception {
    engine.run("(= (second $x $y) $y) (= (both $x $y) $y) (= (both $x $y) $x)");
    for (String name : new String[] {"second", "both"}) {
      WeakReference<Atom> large = callWithLarge(name);
      for (int i = 0; i < 50 && large.get() != null; i++) {
        System.gc();
        Thread.sleep(10);
      }
      assertNull(large.get(), name);
    }
    assertTrue(engine.statistics().functions().stream().allMatch(f -> f.entered() > 0));
  }
}
