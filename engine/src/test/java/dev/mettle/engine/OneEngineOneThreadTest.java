package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.Tier;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Nothing that belongs to an engine is used by two threads at a time. */
final class OneEngineOneThreadTest {

  private final Engine engine = Engine.create();
  private final Engine other = Engine.create();

  private static void assertRefused(Executable action) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, action);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("is a space of another engine"),
        refused::getMessage);
  }

  @Test
  void aSpaceOfAnotherEngineIsRefused() throws Exception {
    Space foreign = other.newSpace();
    Atom atom = foreign.atom();
    Atom deep = atom;
    for (int i = 0; i < 100_000; i++) {
      deep = Expression.of(Symbol.of("in"), deep);
    }
    Atom hidden = deep;
    assertRefused(() -> engine.bind("&there", foreign));
    assertRefused(() -> engine.bind("&there", other.space()));
    assertRefused(() -> engine.bind("&there", List.of(1, List.of(atom))));
    assertRefused(() -> engine.evaluate(atom));
    assertRefused(() -> engine.evaluate(hidden));
    assertRefused(() -> engine.call("get-atoms", foreign));
    assertRefused(() -> engine.stream(hidden));
    assertRefused(() -> engine.space().add(atom));
    assertRefused(() -> engine.space().add(hidden));
    assertRefused(() -> engine.space().match(hidden, hidden));
  }

  @Test
  void aStateOfAnotherEngineIsRefused() throws Exception {
    Atom state = other.evaluate("(new-state &self)").single();
    Atom plain = other.evaluate("(new-state 1)").single();
    Atom bound =
        other.evaluate("(let $s (new-space) (collapse-bind (unify $x $s (p $x) no)))").single();
    for (Atom foreign : List.of(state, plain)) {
      String refused =
          String.valueOf(
              assertThrows(
                      IllegalArgumentException.class,
                      () -> engine.bind("&there", Expression.of(Symbol.of("in"), foreign)))
                  .getMessage());
      assertTrue(refused.contains("a state of another engine"), refused);
    }
    assertRefused(() -> engine.bind("&there", bound));
    Atom own = engine.evaluate("(new-state 1)").single();
    engine.bind("&own", own);
    assertEquals("[1]", engine.evaluate("(get-state &own)").toString());
  }

  @Test
  void anOperationCannotBringIt() throws Exception {
    engine.register("there", arguments -> other.space());
    engine.register("several", arguments -> Stream.of(1, other.space()));
    engine.register("with", arguments -> arguments.get(0));
    String error = String.valueOf(engine.evaluate("(there)").error().orElseThrow());
    assertTrue(error.contains("is a space of another engine"), error);
    assertEquals("[1]", engine.evaluate("(several)").toString());
    engine.bind("&here", engine.newSpace());
    assertEquals("[()]", engine.evaluate("(add-atom (with &here) a)").toString());
  }

  @Test
  void itsOwnSpacesAreTaken() throws Exception {
    Space own = engine.newSpace();
    own.add("(a b)");
    engine.bind("&own", own);
    assertEquals("[(a b)]", engine.evaluate("(get-atoms &own)").toString());
    engine.space().add(own.atom());
    assertEquals("[b]", engine.evaluate("(match &self (a $x) $x)").toString());
    assertEquals("[(a b)]", engine.call("get-atoms", own).toString());
  }

  @Test
  void everythingButStopWaitsForItsTurn() throws Exception {
    Engine busy = Engine.builder().tier(Tier.JIT).build();
    CountDownLatch inside = new CountDownLatch(1);
    busy.register(
        "begun",
        arguments -> {
          inside.countDown();
          return 1;
        });
    busy.run("(= (loop $x) (loop $x))");
    Thread runner =
        Thread.ofPlatform()
            .start(
                () ->
                    assertThrows(
                        RunStoppedException.class,
                        () -> busy.evaluate("(let $x (begun) (loop $x))")));
    inside.await();
    try {
      for (Executable action :
          List.<Executable>of(
              () -> busy.lower(new SourceText("other", "(= (f) 1)")),
              () -> busy.useBackend("javassist"),
              () -> busy.statistics(),
              () -> busy.evaluate("(+ 1 2)"),
              () -> busy.stream("(+ 1 2)"),
              () -> busy.newSpace(),
              () -> busy.space().size())) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, action);
        assertTrue(
            String.valueOf(refused.getMessage()).startsWith("another thread uses this engine"));
      }
    } finally {
      busy.stop();
      runner.join();
    }
    assertEquals("[3]", busy.evaluate("(+ 1 2)").toString());
  }
}
