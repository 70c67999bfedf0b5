package dev.mettle.examples.classfile;

import dev.mettle.backend.jvm.assembler.UnitClass;
import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Compiles functions of programs with the JDK's Class-File API. */
public final class ClassFileBackend implements Backend {

  /** How many slots the parameters of a Java method may take. */
  private static final int MAX_PARAMETER_SLOTS = 255;

  private static final BackendDescriptor DESCRIPTOR =
      new BackendDescriptor("classfile", "1", new SpecVersion(1, 0), opcodes(), 0);

  /** For the engine, which finds it as a service. */
  public ClassFileBackend() {}

  private static Set<Opcode> opcodes() {
    EnumSet<Opcode> opcodes = EnumSet.noneOf(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (Steps.isCompiled(opcode)) {
        opcodes.add(opcode);
      }
    }
    return opcodes;
  }

  @Override
  public BackendDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public UnitOutcome compile(UnitRequest request) {
    UnitPlan plan = UnitPlan.of(request);
    if (plan.wanted().result() == null) {
      return declined(
          plan.missing().isPresent() ? DeclineReason.UNSUPPORTED : DeclineReason.NOT_WORTHWHILE,
          plan.missing(),
          "all that compiled code of %s could do is leave"
              .formatted(request.functions().getFirst().key()));
    }
    for (MethodPlan method : plan.methods()) {
      if (method.parameterSlots() > MAX_PARAMETER_SLOTS) {
        return tooLarge("the parameters of %s do not fit a Java method", method.function().key());
      }
    }
    return assemble(plan);
  }

  private static UnitOutcome assemble(UnitPlan plan) {
    UnitClass type = plan.unitClass();
    List<UnitOutcome.Entry> entries = new ArrayList<>();
    List<UnitOutcome.Resume> resumes = new ArrayList<>();
    for (MethodPlan method : returning(plan)) {
      type.method(method.name(), method.type(), code -> new MethodCode(plan, method, code).write());
      if (method.resumed() == null) {
        String entry = "e" + method.name();
        type.method(entry, UnitClass.ENTRY, code -> EntryCode.write(plan, method, code));
        entries.add(new UnitOutcome.Entry(method.version(), method.resultLane(), false, entry));
      } else {
        resumes.add(
            new UnitOutcome.Resume(
                Objects.requireNonNull(method.resumed()),
                0,
                Optional.of(method.delivered()),
                method.resultLane(),
                method.name()));
      }
    }
    return type.finish(entries, resumes);
  }

  /** The methods that may give a result; frames that would go on in another one need none. */
  private static List<MethodPlan> returning(UnitPlan plan) {
    return plan.methods().stream()
        .filter(method -> method.resumed() == null || method.result() != null)
        .toList();
  }

  private static UnitOutcome tooLarge(String detail, Object argument) {
    return declined(DeclineReason.TOO_LARGE, Optional.empty(), detail.formatted(argument));
  }

  private static UnitOutcome declined(
      DeclineReason reason, Optional<Opcode> opcode, String detail) {
    return new UnitOutcome.Declined(reason, opcode, detail);
  }
}
