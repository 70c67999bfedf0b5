package dev.mettle.conformance.kit;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Runs trials on the interpreter of programs, the virtual machine.
 *
 * @since 1.0
 */
public final class MachineHarness extends Harness {

  /** A harness around a machine of its own. */
  public MachineHarness() {}

  @Override
  public String name() {
    return "virtual machine";
  }

  @Override
  public Engine engine(RunLimits limits) {
    return Engine.builder().tier(Tier.VM).limits(limits).build();
  }

  @Override
  public Set<Opcode> opcodes() {
    return EnumSet.allOf(Opcode.class);
  }

  @Override
  Program program(String given) {
    return new Running(given);
  }

  private final class Running implements Program {

    private final EngineProgram program;

    Running(String given) {
      program = new EngineProgram(Engine.builder().tier(Tier.VM).build(), given, "the machine");
    }

    @Override
    public Optional<GroundedValue> grounded(String word) {
      return program.grounded(word);
    }

    @Override
    public void run(Trial trial) {
      if (!EngineProgram.handsErrorsOn(trial)) {
        program.call(trial);
        count(runs().andGeneral());
      }
    }
  }
}
