package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.compiling;
import static dev.mettle.conformance.FaultyBackend.data;
import static dev.mettle.conformance.FaultyBackend.entries;
import static dev.mettle.conformance.FaultyBackend.replacing;
import static dev.mettle.conformance.FaultyBackend.right;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitOutcome.Compiled;
import dev.mettle.backend.spi.UnitOutcome.Entry;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.Faults.Fault;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** Faults of constants, arguments and results. */
final class ValueFaults {

  private ValueFaults() {}

  /** Objects that are equal become one. */
  private static List<Object> shared(List<Object> data, Class<?> type) {
    List<Object> changed = new ArrayList<>(data);
    for (int i = 0; i < data.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (type.isInstance(data.get(i)) && data.get(i).equals(data.get(j))) {
          changed.set(i, data.get(j));
        }
      }
    }
    return changed;
  }

  private static Backend constants(BiConsumer<CodeBuilder, ConstantInstruction> by) {
    return replacing(ConstantInstruction.class, c -> c.constantValue() instanceof Number, by);
  }

  static List<Fault> values() {
    return List.of(
        fault(
            "equal floats share class data",
            data(d -> shared(d, DoubleAtom.class)),
            "unit/constants/equal numbers are kept apart",
            "-0.0D"),
        fault(
            "1 and 1.0 share class data",
            data(d -> shared(d, NumberAtom.class)),
            "unit/constants/equal numbers are kept apart",
            "1.0D"),
        fault(
            "integers are cut to 32 bits",
            constants(
                (code, c) -> {
                  if (c.constantValue() instanceof Long n) {
                    code.loadConstant((long) n.intValue());
                  } else {
                    code.with(c);
                  }
                }),
            "unit/values by 4294967297/add/LONG",
            "gives what its code says"),
        fault(
            "minus zero is zero",
            constants(
                (code, c) -> {
                  if (c.constantValue() instanceof Double d && d == 0) {
                    code.dconst_0();
                  } else {
                    code.with(c);
                  }
                }),
            "unit/values by -0.0/add/DOUBLE",
            "-0.0D"),
        fault(
            "class data comes in another order",
            data(
                d -> {
                  List<Object> turned = new ArrayList<>(d);
                  for (int i = 0; i < d.size(); i++) {
                    for (int j = i + 1; j < d.size(); j++) {
                      if (d.get(i).getClass() == d.get(j).getClass()) {
                        Collections.swap(turned, i, j);
                        return turned;
                      }
                    }
                  }
                  return turned;
                }),
            "unit/constants/other atoms",
            "gives what its code says"),
        fault(
            "integer arguments beyond the ninth are the first again",
            argument("longArgument"),
            "unit/parameters/10 in lane LONG",
            "gives what its code says"),
        fault(
            "float arguments beyond the ninth are the first again",
            argument("doubleArgument"),
            "unit/parameters/10 in lane DOUBLE",
            "gives what its code says"),
        fault(
            "references beyond the ninth are the first again",
            argument("argument"),
            "unit/parameters/10 in lane REFERENCE",
            "gives what its code says"),
        fault(
            "expressions are reversed",
            calls(
                "owning",
                (code, call) ->
                    code.dup()
                        .invokestatic(
                            ClassDesc.of("java.util.Arrays"),
                            "asList",
                            MethodTypeDesc.ofDescriptor("([Ljava/lang/Object;)Ljava/util/List;"))
                        .invokestatic(
                            ClassDesc.of("java.util.Collections"),
                            "reverse",
                            MethodTypeDesc.ofDescriptor("(Ljava/util/List;)V"))
                        .with(call)),
            "unit/every way/a pair of the table",
            "gives what its code says"),
        fault(
            "the wrong child is taken",
            calls(
                "get",
                (code, call) -> {
                  if (call.owner().asInternalName().endsWith("Expression")) {
                    code.pop().iconst_1();
                  }
                  code.with(call);
                }),
            "unit/every way/lists",
            "what has an effect happens once"),
        fault(
            "the cases of a switch are one off",
            replacing(
                TableSwitchInstruction.class,
                s -> true,
                (code, s) ->
                    code.iconst_1()
                        .iadd()
                        .tableswitch(s.lowValue(), s.highValue(), s.defaultTarget(), s.cases())),
            "unit/every way/no list",
            "what has an effect happens once"),
        fault(
            "results are given in another lane",
            entries(
                e ->
                    new Entry(
                        e.version(),
                        e.result() == Lane.LONG ? Lane.DOUBLE : e.result(),
                        e.resumable(),
                        e.method())),
            "unit/contract/compiling again gives the same",
            "compiling the same request"),
        fault(
            "lanes are never specialised",
            compiling(ValueFaults::boxed),
            "unit/lanes/sum of floats",
            "comes in its lane"));
  }

  /** All versions take and give references; the entries of others box. */
  private static UnitOutcome boxed(UnitRequest request) {
    Version boxed =
        new Version(
            0,
            Collections.nCopies(request.wanted().lanes().size(), Lane.REFERENCE),
            request.wanted().expected());
    UnitRequest asked =
        new UnitRequest(
            request.className(), request.functions(), boxed, request.guesses(), request.limits());
    return right(asked) instanceof Compiled compiled
        ? Boxes.around(compiled, request.wanted())
        : right(asked);
  }

  private static Backend argument(String name) {
    return calls(name, (code, call) -> code.loadConstant(9).irem().with(call));
  }
}
