package dev.mettle.conformance;

import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.MachineHarness;
import dev.mettle.conformance.kit.Status;

/**
 * Holds the virtual machine of its own class loader against the checks of single opcodes. It is
 * loaded anew for each mutant, together with the engine.
 */
public final class MutantRun {

  private MutantRun() {}

  /**
   * The name of the first check that fails; empty if none does.
   *
   * @param ids which checks are run, as a regular expression
   */
  public static String firstFailure(String ids) {
    Harness harness = new MachineHarness();
    for (EngineCheck check : Conformance.engineChecks()) {
      if (!check.id().matches(ids)) {
        continue;
      }
      CheckResult result = check.run(harness, ConformanceOptions.DEFAULT);
      if (result.status() != Status.PASSED) {
        return check.id();
      }
    }
    return "";
  }
}
