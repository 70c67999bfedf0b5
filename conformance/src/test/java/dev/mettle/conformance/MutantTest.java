package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The checks notice each small fault in the short roads of the virtual machine: a {@code <} that is
 * a {@code <=}, a sum that is a difference.
 */
class MutantTest {

  /**
   * A method, and the checks that reach its instructions.
   *
   * @param checks their names, as a regular expression
   */
  private record Method(String type, String name, String checks) {}

  private static final List<Method> METHODS =
      List.of(
          new Method(
              "dev.mettle.vm.code.run.VirtualMachine",
              "run",
              "constant/(add|sub)/.*|matrix/(add|sub|mul|mod)/(integers|floats)|branch/lt/.*"),
          new Method("dev.mettle.vm.code.Ops", "compare", "matrix/(lt|le|gt|ge)/integers"),
          new Method("dev.mettle.vm.code.Ops", "compareSmall", "constant/(lt|le|gt|ge)/.*"));

  @TestFactory
  List<DynamicTest> eachMutantFails() throws ReflectiveOperationException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Method method : METHODS) {
      int places = new MutantLoader(method.type(), method.name(), -1).places();
      for (int i = 0; i < places; i++) {
        int place = i;
        tests.add(
            DynamicTest.dynamicTest(
                method.name() + " " + place,
                () -> {
                  MutantLoader loader = new MutantLoader(method.type(), method.name(), place);
                  String failure = firstFailure(loader, method.checks());
                  assertNotEquals("", loader.change());
                  assertNotEquals("", failure, () -> loader.change() + " is not noticed");
                }));
      }
      assertTrue(places >= 4, () -> "hardly anything to change in " + method);
    }
    return tests;
  }

  /** What fails in a mutant does not fail otherwise. */
  @Test
  void theMachineAsItIsPasses() throws ReflectiveOperationException {
    for (Method method : METHODS) {
      MutantLoader unchanged = new MutantLoader(method.type(), method.name(), -1);
      assertEquals("", firstFailure(unchanged, method.checks()));
    }
  }

  private static String firstFailure(ClassLoader loader, String checks)
      throws ReflectiveOperationException {
    return (String)
        loader
            .loadClass(MutantRun.class.getName())
            .getMethod("firstFailure", String.class)
            .invoke(null, checks);
  }
}
