package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.classFile;
import static dev.mettle.conformance.FaultyBackend.code;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static dev.mettle.conformance.FaultyBackend.text;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.BiConsumer;

/** Faults of single operations and instructions. */
final class OperationFaults {

  /** So many bytes of code are long. */
  private static final int LONG = 400;

  private OperationFaults() {}

  private static Backend wraps(String exact, BiConsumer<CodeBuilder, Object> by) {
    return calls(exact, by::accept);
  }

  private static Backend branches(Opcode from, Opcode to) {
    return replacing(
        BranchInstruction.class, b -> b.opcode() == from, (code, b) -> code.branch(to, b.target()));
  }

  private static Backend operators(Opcode from, BiConsumer<CodeBuilder, Object> by) {
    return replacing(OperatorInstruction.class, op -> op.opcode() == from, by::accept);
  }

  private static Backend withoutHandlersInLongCode() {
    return classFile(
        bytes ->
            ClassFile.of()
                .transformClass(
                    ClassFile.of().parse(bytes),
                    ClassTransform.transformingMethodBodies(
                        method ->
                            method
                                .findAttribute(Attributes.code())
                                .map(code -> code.codeLength() > LONG)
                                .orElse(false),
                        (code, element) -> {
                          if (!(element instanceof ExceptionCatch)) {
                            code.with(element);
                          }
                        })));
  }

  static List<Fault> computing() {
    return List.of(
        fault(
            "the operands of integer differences are exchanged",
            calls("subtractExact", (code, call) -> code.dup2_x2().pop2().with(call)),
            "unit/values/sub/LONG LONG",
            "gives what its code says"),
        fault(
            "the operands of float differences are exchanged",
            operators(Opcode.DSUB, (code, op) -> code.dup2_x2().pop2().dsub()),
            "unit/values/sub/DOUBLE DOUBLE",
            "gives what its code says"),
        fault(
            "sums wrap around",
            wraps("addExact", (code, c) -> code.ladd()),
            "unit/values/add/LONG LONG",
            "9223372036854775808"),
        fault(
            "differences wrap around",
            wraps("subtractExact", (code, c) -> code.lsub()),
            "unit/values/sub/LONG LONG",
            "gives what its code says"),
        fault(
            "products wrap around",
            wraps("multiplyExact", (code, c) -> code.lmul()),
            "unit/values/mul/LONG LONG",
            "gives what its code says"),
        fault(
            "nothing handles overflow",
            code(
                (code, element) -> {
                  if (!(element instanceof ExceptionCatch)) {
                    code.with(element);
                  }
                }),
            "unit/values/add/LONG LONG",
            "throws"),
        fault(
            "nothing handles overflow in long code",
            withoutHandlersInLongCode(),
            "size/add/a chain of 100",
            "ArithmeticException"),
        fault(
            "quotients are rounded towards zero",
            calls("floorDivExact", (code, call) -> code.ldiv()),
            "unit/values/floor_div/LONG LONG",
            "gives what its code says"),
        fault(
            "less is less or equal",
            branches(Opcode.IFGE, Opcode.IFGT),
            "unit/branches/lt/LONG LONG",
            "gives what its code says"),
        fault(
            "less or equal is less",
            branches(Opcode.IFGT, Opcode.IFGE),
            "unit/branches/le/LONG LONG",
            "gives what its code says"),
        fault(
            "greater is greater or equal",
            branches(Opcode.IFLE, Opcode.IFLT),
            "unit/branches/gt/LONG LONG",
            "gives what its code says"),
        fault(
            "a NaN is less",
            operators(Opcode.DCMPG, (code, op) -> code.dcmpl()),
            "unit/branches/lt/DOUBLE DOUBLE",
            "NaN"),
        fault(
            "a NaN is greater",
            operators(Opcode.DCMPL, (code, op) -> code.dcmpg()),
            "unit/branches/gt/DOUBLE DOUBLE",
            "NaN"),
        fault(
            "both is at least one",
            operators(Opcode.IAND, (code, op) -> code.ior()),
            "unit/values/and/BOOLEAN BOOLEAN",
            "gives what its code says"),
        fault(
            "a float is rounded to an integer and back",
            operators(Opcode.DADD, (code, op) -> code.dadd().d2l().l2d()),
            "unit/values/add/DOUBLE DOUBLE",
            "gives what its code says"),
        fault(
            "remainders have the divisor's sign",
            operators(
                Opcode.LREM,
                (code, op) ->
                    code.invokestatic(
                        ClassDesc.of("java.lang.Math"),
                        "floorMod",
                        MethodTypeDesc.ofDescriptor("(JJ)J"))),
            "unit/values/mod/LONG LONG",
            "gives what its code says"));
  }

  static List<Fault> instructions() {
    return List.of(
        fault("neg is dropped", text("  neg\\n", "  nop\n"), "unit/values/neg/LONG", "expected:"),
        fault("abs is dropped", text("  abs\\n", "  nop\n"), "unit/values/abs/DOUBLE", "expected:"),
        fault(
            "not is dropped", text("  not\\n", "  nop\n"), "unit/values/not/BOOLEAN", "expected:"),
        fault(
            "over is dup",
            text("  over\\n", "  dup\n"),
            "unit/every way/operands are moved",
            "expected:"),
        fault(
            "swap is dropped",
            text("  swap\\n", "  nop\n"),
            "unit/every way/operands are moved",
            "expected:"),
        fault(
            "rot3 is dropped",
            text("  rot3\\n", "  nop\n"),
            "unit/every way/operands are moved",
            "expected:"),
        fault(
            "exactly one is at least one",
            text("  xor\\n", "  or\n"),
            "unit/values/xor/BOOLEAN BOOLEAN",
            "expected:"),
        fault(
            "unequal is equal",
            text("  ne\\n", "  eq\n"),
            "unit/values/ne/REFERENCE REFERENCE",
            "expected:"),
        fault(
            "greater or equal is greater",
            text("  ge\\n", "  gt\n"),
            "unit/values/ge/DOUBLE LONG",
            "expected:"),
        fault(
            "floor division is division",
            text("  floor_div\\n", "  div\n"),
            "unit/values/floor_div/LONG LONG",
            "expected:"),
        fault(
            "powers are products",
            text("  pow\\n", "  mul\n"),
            "unit/values/pow/DOUBLE LONG",
            "expected:"),
        fault(
            "Empty is a value",
            text("  fail_if_empty\\n", "  nop\n"),
            "unit/every way/a callee without a result",
            "expected:"),
        fault(
            "data is not marked",
            text("  mark_evaluated\\n", "  nop\n"),
            "unit/every way/a size of the table",
            "expected:"),
        fault(
            "calls leave with another expected type",
            text("const 0 Number", "const 0 Bool"),
            "unit/every way/effects in a loop",
            "expected:"),
        fault(
            "arguments of calls are exchanged",
            text(
                "load_local 0( +;.*)?\\n +load_local 1( +;.*)?\\n +push_type",
                "load_local 1\n  load_local 0\n  push_type"),
            "unit/every way/effects under operands",
            "expected:"),
        fault(
            "a template has another place",
            text("\\(rest \\$x@2", "(rest \\$x@0"),
            "unit/every way/a pair of the table",
            "expected:"));
  }
}
