package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The vectors written by hand, one check for each call. */
public final class VectorChecks {

  private VectorChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (VectorFile.Vector vector : VectorFile.all()) {
      for (VectorFile.Case call : vector.cases()) {
        String id = "vector/" + vector.opcode().mnemonic() + "/" + call.label();
        int times = names.merge(id, 1, Integer::sum);
        checks.add(
            new EngineCheck(
                times == 1 ? id : id + " (" + times + ")",
                Optional.of(vector.opcode()),
                opcodes(vector.shape()),
                harness -> {
                  var program = harness.open(vector.given());
                  program.run(vector.trial(call, program));
                }));
      }
    }
    return checks;
  }

  /** The opcodes that a function uses. */
  static Set<Opcode> opcodes(IrFunction function) {
    EnumSet<Opcode> opcodes = EnumSet.noneOf(Opcode.class);
    for (Instruction instruction : function.code()) {
      opcodes.add(instruction.opcode());
    }
    return opcodes;
  }
}
