package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
    return assemble(request, plan);
  }

  private static UnitOutcome assemble(UnitRequest request, UnitPlan plan) {
    byte[] classFile;
    try {
      classFile =
          ClassFile.of(
                  ClassFile.ClassHierarchyResolverOption.of(
                      ClassHierarchyResolver.ofClassLoading(
                          ClassFileBackend.class.getClassLoader())))
              .build(plan.className(), type -> write(request, plan, type));
    } catch (IllegalArgumentException e) {
      // How the library says that something does not fit the class file.
      return tooLarge("its code does not fit a class file: %s", String.valueOf(e.getMessage()));
    }
    if (plan.pool().size() > Pool.MAX) {
      return tooLarge("it needs %d constants", plan.pool().size());
    }
    if (classFile.length > request.limits().maxClassBytes()) {
      return tooLarge("the class would have %d bytes", classFile.length);
    }
    OptionalInt longest =
        ClassFile.of().parse(classFile).methods().stream().mapToInt(ClassFileBackend::length).max();
    if (longest.orElse(0) > request.limits().maxMethodBytes()) {
      return tooLarge("its code would have %d bytes", longest.getAsInt());
    }
    List<UnitOutcome.Entry> entries = new ArrayList<>();
    List<UnitOutcome.Resume> resumes = new ArrayList<>();
    for (MethodPlan method : returning(plan)) {
      if (method.resumed() == null) {
        entries.add(
            new UnitOutcome.Entry(
                method.version(), method.resultLane(), false, "e" + method.name()));
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
    return new UnitOutcome.Compiled(classFile, entries, resumes, plan.pool().data());
  }

  /** The methods that may give a result; frames that would go on in another one need none. */
  private static List<MethodPlan> returning(UnitPlan plan) {
    return plan.methods().stream()
        .filter(method -> method.resumed() == null || method.result() != null)
        .toList();
  }

  private static void write(UnitRequest request, UnitPlan plan, ClassBuilder type) {
    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
    UnitFunction first = request.functions().getFirst();
    if (!first.function().source().isEmpty()) {
      type.with(SourceFileAttribute.of(first.function().source()));
    }
    for (MethodPlan method : returning(plan)) {
      type.withMethodBody(
          method.name(),
          method.type(),
          ClassFile.ACC_STATIC,
          code -> new MethodCode(plan, method, code).write());
      if (method.resumed() == null) {
        type.withMethodBody(
            "e" + method.name(),
            Pool.toVoid(Types.CONTEXT),
            ClassFile.ACC_STATIC,
            code -> EntryCode.write(plan, method, code));
      }
    }
    plan.pool().write(type);
  }

  private static int length(MethodModel method) {
    return method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
  }

  private static UnitOutcome tooLarge(String detail, Object argument) {
    return declined(DeclineReason.TOO_LARGE, Optional.empty(), detail.formatted(argument));
  }

  private static UnitOutcome declined(
      DeclineReason reason, Optional<Opcode> opcode, String detail) {
    return new UnitOutcome.Declined(reason, opcode, detail);
  }
}
