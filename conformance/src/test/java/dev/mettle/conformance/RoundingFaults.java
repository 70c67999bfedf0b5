package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.code;
import static dev.mettle.conformance.FaultyBackend.entries;
import static dev.mettle.conformance.FaultyBackend.giving;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static dev.mettle.conformance.FaultyBackend.resumes;
import static dev.mettle.conformance.FaultyBackend.slots;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome.Compiled;
import dev.mettle.backend.spi.UnitOutcome.Entry;
import dev.mettle.backend.spi.UnitOutcome.Resume;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.List;
import java.util.function.Consumer;

/**
 * Faults of code that is almost right: at the ends of ranges, in the last digits, in the last
 * values.
 */
final class RoundingFaults {

  private RoundingFaults() {}

  private static Backend instead(Opcode opcode, Consumer<CodeBuilder> by) {
    return code(
        (code, element) -> {
          if (element instanceof Instruction instruction && instruction.opcode() == opcode) {
            by.accept(code);
          } else {
            code.with(element);
          }
        });
  }

  static List<Fault> rounding() {
    return List.of(
        fault(
            "float constants have single precision",
            replacing(
                ConstantInstruction.class,
                c -> c.constantValue() instanceof Double,
                (code, c) ->
                    code.loadConstant((double) (float) (double) (Double) c.constantValue())),
            "unit/values by 4294967297/add/DOUBLE",
            "4.294967297E9D"),
        fault(
            "integer constants have been floats",
            replacing(
                ConstantInstruction.class,
                c -> c.constantValue() instanceof Long,
                (code, c) -> code.loadConstant((long) (double) (long) (Long) c.constantValue())),
            "vector/push_long/the value 9007199254740993",
            "gave 9007199254740992"),
        fault(
            "integers are compared by their difference",
            instead(Opcode.LCMP, code -> code.lsub().lconst_0().lcmp()),
            "unit/branches/lt/LONG LONG",
            "gives what its code says"),
        fault(
            "quotients are products with the reciprocal",
            instead(
                Opcode.DDIV,
                code -> {
                  int divisor = code.allocateLocal(TypeKind.DOUBLE);
                  code.dstore(divisor).dconst_1().dload(divisor).ddiv().dmul();
                }),
            "unit/values/div/DOUBLE DOUBLE",
            "gives what its code says"),
        fault(
            "float sums have single precision",
            instead(Opcode.DADD, code -> code.dadd().d2f().f2d()),
            "unit/values by 1.0/add/LONG",
            "2.147483649E9D"),
        fault(
            "integers meet floats in single precision",
            instead(Opcode.L2D, code -> code.l2f().f2d()),
            "matrix/add/integers",
            "expected 2147483647.0"),
        fault(
            "a float is negated by a difference",
            instead(
                Opcode.DNEG,
                code -> {
                  int operand = code.allocateLocal(TypeKind.DOUBLE);
                  code.dstore(operand).dconst_0().dload(operand).dsub();
                }),
            "vector/neg/a float zero",
            "expected -0.0"),
        fault(
            "the negation of the smallest wraps around",
            calls("negateExact", (code, call) -> code.lneg()),
            "vector/neg/the smallest",
            "expected 9223372036854775808"),
        fault(
            "the quotient of the smallest wraps around",
            calls("divideExact", (code, call) -> code.ldiv()),
            "unit/values by -1/div/LONG",
            "9223372036854775808"),
        fault(
            "frames of many values lose the last",
            slots(slots -> slots.size() > 5 ? slots.subList(0, slots.size() - 1) : slots),
            "unit/every way/effects under operands",
            "a captured frame holds"),
        fault(
            "ways back in come in another order",
            giving(
                c ->
                    new Compiled(
                        c.classFile(), c.entries(), c.resumes().reversed(), c.classData())),
            "vector/call/each result goes on",
            "expected [6, 11]"),
        fault(
            "frames wait for references where integers come",
            resumes(
                (r, first) ->
                    new Resume(
                        r.layout(),
                        r.target(),
                        r.delivered().map(l -> l == Lane.LONG ? Lane.REFERENCE : l),
                        r.result(),
                        r.method())),
            "unit/every way/fib of integers",
            "gives what its code says"),
        fault(
            "no entry may give several values",
            entries(e -> new Entry(e.version(), e.result(), false, e.method())),
            "vector/call/an operand waits",
            ""),
        fault(
            "frames that wait are not told",
            calls("await", (code, call) -> code.swap().pop()),
            "vector/call/errors alone do",
            "but compiled code gave ()"),
        fault(
            "variables are not followed",
            calls(
                "dereference",
                (code, call) -> {
                  if (call.opcode() == Opcode.INVOKESTATIC) {
                    code.with(call);
                  } else {
                    code.swap().pop();
                  }
                }),
            "unit/instructions/a case by a variable",
            "gives what its code says"),
        fault(
            "an error is compared with itself",
            calls("isNewError", (code, call) -> code.pop().dup().with(call)),
            "unit/instructions/an error that was computed",
            "gives what its code says"),
        fault(
            "all lines are the first",
            replacing(LineNumber.class, l -> true, (code, l) -> code.lineNumber(7)),
            "unit/contract/lines are those of the source",
            "7, 300"));
  }
}
