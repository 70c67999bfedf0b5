package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static java.lang.constant.ConstantDescs.CD_boolean;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Questions to the context that are not asked, or not heard. */
final class QuestionFaults {

  private QuestionFaults() {}

  /** The question of one comparison before calls, or before turns of loops. */
  private static boolean isFirst(InvokeInstruction call) {
    return call.owner().name().stringValue().equals("dev/mettle/backend/spi/Footing")
        && (call.name().equalsString("mayCall") || call.name().equalsString("mayTurn"));
  }

  /** The question of the context where that comparison says no. */
  private static boolean isSecond(InvokeInstruction call) {
    return call.name().equalsString("mayCall") && call.typeSymbol().parameterCount() == 4;
  }

  /** Calls run whatever they were compiled for, as long as there is room. */
  static Backend stale() {
    return replacing(
        InvokeInstruction.class,
        call -> isFirst(call) || isSecond(call),
        (code, call) -> {
          if (isFirst(call)) {
            code.pop().iconst_1();
          } else {
            int room = code.allocateLocal(TypeKind.INT);
            code.istore(room).pop2().pop2();
            code.iload(room).bipush(31).iushr().iconst_1().ixor();
          }
        });
  }

  /** What the context says is not heard where {@code which} says so. */
  private static Backend deaf(boolean toRoom) {
    return replacing(
        InvokeInstruction.class,
        QuestionFaults::isSecond,
        (code, call) -> {
          int room = code.allocateLocal(TypeKind.INT);
          code.istore(room);
          if (toRoom) {
            // Without room it is not asked, so that what is captured says something else.
            code.iload(room)
                .ifThenElse(
                    Opcode.IFLT,
                    none -> none.pop2().pop2().iconst_0(),
                    some -> some.iload(room).with(call));
          } else {
            code.iload(room).with(call).pop().iconst_1();
          }
        });
  }

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
            answers("holds", 1, 1),
            "unit/changes/an assumption is broken",
            "a call asks anew"),
        fault(
            "calls run stale rules",
            stale(),
            "unit/changes/rules have changed",
            "a call asks anew"),
        fault(
            "nobody asks to stop",
            replacing(
                InvokeInstruction.class,
                QuestionFaults::isFirst,
                (code, call) ->
                    code.invokevirtual(
                        call.owner().asSymbol(), "holds", MethodTypeDesc.of(CD_boolean))),
            "unit/changes/each turn of a loop polls",
            "each turn of a loop"),
        fault(
            "polls are not obeyed",
            deaf(false),
            "unit/changes/polls are obeyed",
            "when the machine says so"),
        fault(
            "want of room is taken for changed rules",
            deaf(true),
            "unit/changes/deep recursion leaves in time",
            "for want of it"),
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
            "calls of values ask nothing",
            replacing(
                InvokeInstruction.class,
                call ->
                    call.name().equalsString("mayCall") && call.typeSymbol().parameterCount() == 1
                        || isFirst(call),
                (code, call) -> {
                  for (int i = 0; i <= call.typeSymbol().parameterCount(); i++) {
                    code.pop();
                  }
                  code.iconst_1();
                }),
            "unit/changes/a value's rules change",
            "goes through the context"),
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
