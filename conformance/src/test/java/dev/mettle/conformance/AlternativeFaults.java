package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.resumes;

import dev.mettle.backend.spi.UnitOutcome.Resume;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;

/** Faults in how alternatives begin, go on, and end. */
final class AlternativeFaults {

  private AlternativeFaults() {}

  private static final String WRONG = "instead of";

  static List<Fault> alternatives() {
    return List.of(
        fault(
            "only the first alternative is tried",
            calls("fork", (code, call) -> code.pop2()),
            "alternatives/every result",
            WRONG),
        fault(
            "a stream ends with its first result",
            calls("fork", (code, call) -> code.pop2()),
            "alternatives/streams are dropped",
            WRONG),
        fault(
            "the second alternative and the third change places",
            resumes((r, first) -> exchanged(r)),
            "alternatives/in order",
            WRONG),
        fault(
            "alternatives have variables of their own",
            calls("claim", (code, call) -> code.pop().pop().pop().swap().pop()),
            "alternatives/variables in common",
            WRONG),
        fault(
            "errors do not wait for results",
            calls(
                "arrive",
                (code, call) -> {
                  if (call.typeSymbol().parameterCount() == 2) {
                    code.dup_x2().pop().pop2();
                  } else {
                    code.with(call);
                  }
                }),
            "alternatives/errors wait for results",
            WRONG),
        fault(
            "a soft cut stays open",
            calls("hasResult", (code, call) -> code.pop2()),
            "alternatives/soft cuts",
            WRONG),
        fault(
            "values go to a frame of the class, whoever waits",
            calls("handOver", (code, call) -> code.with(call).pop().iconst_1()),
            "alternatives/in order",
            "IndexOutOfBounds"),
        fault(
            "what an operation does is done again",
            calls("operate", AlternativeFaults::twice),
            "alternatives/effects happen once",
            WRONG),
        fault(
            "rules are asked for once",
            QuestionFaults.stale(),
            "alternatives/rules that change meanwhile",
            WRONG));
  }

  /** Makes a call of a method of the context twice, with the same arguments. */
  private static void twice(CodeBuilder code, InvokeInstruction call) {
    List<TypeKind> kinds = new ArrayList<>(List.of(TypeKind.REFERENCE));
    call.typeSymbol().parameterList().forEach(type -> kinds.add(TypeKind.from(type)));
    int[] slots = kinds.stream().mapToInt(code::allocateLocal).toArray();
    for (int i = slots.length - 1; i >= 0; i--) {
      code.storeLocal(kinds.get(i), slots[i]);
    }
    for (int time = 0; time < 2; time++) {
      if (time > 0) {
        code.pop();
      }
      for (int i = 0; i < slots.length; i++) {
        code.loadLocal(kinds.get(i), slots[i]);
      }
      code.with(call);
    }
  }

  private static Resume exchanged(Resume r) {
    int target = r.target() == 1 ? 2 : r.target() == 2 ? 1 : r.target();
    return new Resume(r.layout(), target, r.delivered(), r.result(), r.method());
  }
}
