package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.replacing;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;

/** Questions to the context that are not asked, or not heard. */
final class QuestionFaults {

  private QuestionFaults() {}

  private static Backend answers(String question, int operands, int answer) {
    return calls(
        question,
        (code, call) -> {
          for (int i = 0; i < operands; i++) {
            code.pop();
          }
          code.loadConstant(answer);
        });
  }

  static List<Fault> questions() {
    return List.of(
        fault(
            "guards are left out",
            answers("isCurrent", 1, 1),
            "unit/changes/an assumption is broken",
            "a call asks anew"),
        fault(
            "calls run stale rules",
            answers("runs", 2, 1),
            "unit/changes/rules have changed",
            "a call asks anew"),
        fault(
            "nobody asks to stop",
            answers("stopped", 1, 0),
            "unit/changes/each turn of a loop polls",
            "each turn of a loop"),
        fault(
            "polls are not obeyed",
            answers("poll", 1, 0),
            "unit/changes/each turn of a loop polls",
            "each turn of a loop"),
        fault(
            "the status is not looked at",
            answers("status", 1, 0),
            "unit/every way/sum",
            "gives what its code says"),
        fault(
            "whatever comes is its own value",
            answers("isOwn", 2, 1),
            "unit/every way/a value to evaluate",
            "gives what its code says"),
        fault(
            "whatever comes is of its type",
            answers("isValue", 3, 1),
            "unit/every way/a call to evaluate against a type",
            "gives what its code says"),
        fault(
            "casts are left out",
            answers("passesCast", 3, 1),
            "unit/every way/a value of another type",
            "gives what its code says"),
        fault(
            "results of steps are never evaluated",
            answers("isResult", 3, 1),
            "unit/every way/a step of a call",
            "gives what its code says"),
        fault(
            "any type admits",
            answers("admits", 3, 1),
            "unit/every way/fib against another type",
            "gives what its code says"),
        fault(
            "no type admits",
            answers("admits", 3, 0),
            "unit/every way/fib against any type",
            "a captured frame holds"),
        fault(
            "any value is of the kind",
            answers("isOfKind", 3, 1),
            "unit/every way/a value of another kind",
            "a captured frame holds"),
        fault(
            "errors are values",
            answers("isError", 1, 0),
            "unit/every way/an error over operands",
            "gives what its code says"),
        fault(
            "the table always says the first",
            answers("targetOf", 2, 2),
            "unit/every way/no list",
            "what has an effect happens once"),
        fault(
            "nothing is in the table",
            answers("targetOf", 2, 1),
            "unit/every way/a number of the table",
            "gives what its code says"),
        fault(
            "there is always room",
            answers("room", 1, 100_000),
            "unit/changes/calls get less room",
            "gets the room that is left"),
        fault("there is never room", answers("room", 1, -1), "unit/every way/sum", "true reason"),
        fault(
            "calls take no room",
            replacing(
                OperatorInstruction.class,
                op -> op.opcode() == Opcode.ISUB,
                (code, op) -> code.pop()),
            "unit/changes/calls get less room",
            "gets the room that is left"),
        fault(
            "calls get back more room than there was",
            replacing(
                OperatorInstruction.class,
                op -> op.opcode() == Opcode.ISUB,
                (code, op) -> code.iadd()),
            "unit/changes/calls get less room",
            "gets the room that is left"),
        fault(
            "data that is no more is built",
            replacing(
                BranchInstruction.class, b -> b.opcode() == Opcode.IFNULL, (code, b) -> code.pop()),
            "unit/changes/data gets rules",
            "data no more"),
        fault(
            "what fails gives an atom",
            calls(
                "fail",
                (code, call) ->
                    code.pop()
                        .getstatic(
                            ClassDesc.of("dev.mettle.ir.atom.Symbols"),
                            "EMPTY",
                            ClassDesc.of("dev.mettle.ir.atom.Symbol"))),
            "unit/every way/a callee without a result",
            "no result"));
  }
}
