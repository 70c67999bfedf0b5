package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Faults of backends, one each. */
final class Faults {

  private Faults() {}

  /**
   * A fault, and the check that finds it.
   *
   * @param name what is wrong
   * @param backend makes the backend, which may have state
   * @param check the check
   * @param word a part of its message
   */
  record Fault(String name, Supplier<Backend> backend, String check, String word) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Fault> all() {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(FrameFaults.frames());
    faults.addAll(QuestionFaults.questions());
    faults.addAll(OperationFaults.computing());
    faults.addAll(OperationFaults.instructions());
    faults.addAll(ValueFaults.values());
    faults.addAll(CompilerFaults.compilers());
    faults.addAll(EmitterFaults.emitters());
    faults.addAll(EngineFaults.programs());
    faults.addAll(EngineFaults.contracts());
    faults.addAll(AlternativeFaults.alternatives());
    faults.addAll(SpaceFaults.spaces());
    faults.addAll(ConstantFaults.constants());
    faults.addAll(GuestFaults.guests());
    faults.addAll(RoundingFaults.rounding());
    return faults;
  }

  /** A fault of a backend without state. */
  static Fault fault(String name, Backend backend, String check, String word) {
    return new Fault(name, () -> backend, check, word);
  }
}
