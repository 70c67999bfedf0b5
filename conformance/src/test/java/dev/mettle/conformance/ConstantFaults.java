package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.data;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static dev.mettle.conformance.FaultyBackend.text;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Faults.Fault;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Faults of constants beyond the small ones, of powers, and of many operands. */
final class ConstantFaults {

  private static final Object DIV = Objects.requireNonNull(KernelTable.of(Opcode.DIV));
  private static final Object FLOOR_DIV = Objects.requireNonNull(KernelTable.of(Opcode.FLOOR_DIV));

  private ConstantFaults() {}

  private static Backend objects(UnaryOperator<Object> change) {
    return data(d -> d.stream().map(change).toList());
  }

  static List<Fault> constants() {
    return List.of(
        fault(
            "integers are cut to 48 bits",
            replacing(
                ConstantInstruction.class,
                c -> c.constantValue() instanceof Long,
                (code, c) -> code.loadConstant((Long) c.constantValue() << 16 >> 16)),
            "vector/push_long/the value 140737488355328",
            "expected 140737488355328"),
        fault(
            "strings are symbols",
            objects(o -> o instanceof StringAtom s ? Symbol.of(s.value()) : o),
            "vector/push_constant/the value \"text\"",
            "expected"),
        fault(
            "big integers lose their sign",
            objects(o -> o instanceof BigIntegerAtom b ? BigIntegerAtom.of(b.value().abs()) : o),
            "vector/push_constant/the value -9223372036854775809",
            "expected"),
        fault(
            "whole floats are integers",
            objects(
                o ->
                    o instanceof DoubleAtom d && d.value() == Math.rint(d.value())
                        ? LongAtom.of((long) d.value())
                        : o),
            "vector/push_constant/a float to an integer",
            "expected"),
        fault(
            "expressions are their first children",
            objects(o -> o instanceof Expression e && e.size() > 1 ? e.get(0) : o),
            "vector/push_constant/the value (a (b 1.5) \"c\" $d)",
            "expected"),
        fault(
            "powers exchange their operands",
            text("  pow\\n", "  swap\n  pow\n"),
            "vector/pow/small",
            "expected"),
        fault(
            "operands above six are copied in reverse",
            text(
                "  dup_n 8\\n",
                """
                  load_local 7
                  load_local 6
                  load_local 5
                  load_local 4
                  load_local 3
                  load_local 2
                  load_local 1
                  load_local 0
                """
                    .indent(2)),
            "vector/dup_n/eight",
            "expected (1 2 3 4 5 6 7 8 1 2 3 4 5 6 7 8)"),
        fault(
            "big floor division rounds towards zero",
            objects(o -> o == FLOOR_DIV ? DIV : o),
            "vector/floor_div/a huge integer",
            "expected -9223372036854775809"));
  }
}
