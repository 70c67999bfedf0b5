package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Status;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the guide does what the guide says. */
class SmallBackendTest {

  @Test
  void theKitFindsNothingWrong() {
    int passed = 0;
    List<String> failures = new ArrayList<>();
    for (Check check : Conformance.checks(new SmallBackend(), ConformanceOptions.DEFAULT)) {
      CheckResult result = check.run(new SmallBackend(), ConformanceOptions.DEFAULT);
      if (result.status() == Status.FAILED && !check.id().startsWith("unit/lanes/")) {
        failures.add(check.id() + ": " + result.message());
      }
      passed += result.status() == Status.PASSED ? 1 : 0;
    }
    assertEquals(List.of(), failures);
    assertTrue(passed > 20, passed + " checks passed");
  }

  @Test
  void programsRunOnIt() throws SyntaxException {
    Engine engine = Engine.builder().tierOptions(TierOptions.COMPILE_EVERYTHING).build();
    engine.useBackend(new SmallBackend());
    assertEquals(
        List.of("[13]", "[13.5]", "[(- (* a a) 3)]", "[85070591730234615847396907784232501246]"),
        engine
            .run(
                """
                (= (f $x) (- (* $x $x) 3))
                !(f 4) !(- (f 4.0) -0.5) !(f a) !(f 9223372036854775807)
                """)
            .stream()
            .map(Object::toString)
            .toList());
    CompiledFunction f = engine.statistics().functions().getFirst();
    assertEquals("compiled by small", f.state());
    assertTrue(f.entered() >= 4, f::toString);
  }
}
