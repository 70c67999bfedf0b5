package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.EntryPoint;
import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Translates an IR function into a class of abstract JVM instructions. The phases: choose the lanes
 * of the parameters, infer all other lanes, write the body, split it if it is too long, write the
 * entries around it.
 */
public final class Translator {

  /** What the translator handles so far: everything of the stages 1 and 2. */
  public static final Set<Opcode> OPCODES = BackendDescriptor.opcodesUpToStage(2);

  /** Beyond these the class file's own tables would overflow. */
  private static final int MAX_CONSTANTS = 4_000;

  private static final int MAX_INSTRUCTIONS = 60_000;
  private static final int MAX_CLASS_CODE = 1 << 20;
  private static final int MAX_STACK = 16_000;

  private Translator() {}

  /** Translates the function of a request, or says why not. */
  public static Translation translate(CompileRequest request) {
    IrFunction function = request.function();
    if (function.code().size() > MAX_INSTRUCTIONS) {
      return Translation.Refused.tooLarge(
          "%d instructions, the limit is %d".formatted(function.code().size(), MAX_INSTRUCTIONS));
    }
    List<Lane> lanes = ParameterLanes.choose(request);
    if (!ParameterLanes.fit(lanes)) {
      return Translation.Refused.tooLarge(
          function.parameterCount() + " parameters do not fit a Java method");
    }
    LanePlan plan;
    try {
      plan = LaneInference.infer(function, lanes, request.profile().leftIntegerRange());
    } catch (LaneInference.Unsupported unsupported) {
      return Translation.Refused.opcode(
          unsupported.opcode(),
          "the translator does not handle " + unsupported.opcode().mnemonic());
    }
    Operations operations = new Operations(request.className(), request.natives());
    for (int i = 0; i < plan.steps().size(); i++) {
      Instruction instruction = function.code().get(i);
      Optional<String> missing = operations.missing(function, instruction, plan.steps().get(i));
      if (missing.isPresent()) {
        return Translation.Refused.opcode(instruction.opcode(), missing.get());
      }
    }
    return write(request, plan, operations);
  }

  private static Translation write(CompileRequest request, LanePlan plan, Operations operations) {
    IrFunction function = request.function();
    Constants constants = new Constants(request.className());
    TypedEntry typed = new TypedEntry(function, plan, operations, constants);
    int limit = request.limits().maxMethodBytes();
    List<CodeBuilder> methods = typed.methods(limit);
    methods.add(
        GenericEntry.write(request.className(), function, plan, typed.signature(), constants));
    if (constants.count() > 0) {
      methods.add(constants.initialiser());
    }
    Optional<String> excess = excess(methods, constants, limit);
    if (excess.isPresent()) {
      return Translation.Refused.tooLarge(excess.get());
    }
    List<EntryPoint> entries = new ArrayList<>();
    entries.add(new EntryPoint(new EntryKind.Generic(), GenericEntry.NAME, Types.GENERIC_ENTRY));
    entries.add(
        new EntryPoint(
            new EntryKind.Typed(plan.parameters(), plan.result()),
            typed.signature().name(),
            typed.signature().type()));
    JvmClass type =
        new JvmClass(
            request.className(),
            function.source(),
            constants.fields(),
            List.<JvmMethod>copyOf(methods));
    return new Translation.Translated(type, entries, constants.data(), List.of());
  }

  private static Optional<String> excess(
      List<CodeBuilder> methods, Constants constants, int limit) {
    if (constants.count() > MAX_CONSTANTS) {
      return Optional.of(
          "%d constants, the limit is %d".formatted(constants.count(), MAX_CONSTANTS));
    }
    int total = 0;
    for (CodeBuilder method : methods) {
      total += method.size();
      // The static initialiser runs once, so only the class file's limit holds for it.
      if (method.size() > (method.name().equals("<clinit>") ? 65_535 : limit)) {
        return Optional.of(
            "%s would have %d bytes of code, the limit is %d"
                .formatted(method.name(), method.size(), limit));
      }
      if (method.maxStack() > MAX_STACK) {
        return Optional.of(
            "%d operands at once, the limit is %d".formatted(method.maxStack(), MAX_STACK));
      }
    }
    return total > MAX_CLASS_CODE
        ? Optional.of("%d bytes of code, the limit is %d".formatted(total, MAX_CLASS_CODE))
        : Optional.empty();
  }
}
