package dev.mettle.vm.code.site;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a function queries spaces in a way that is planned once, into which nothing jumps. */
public final class QueryPlaces {

  private final IrFunction function;
  private final BitSet targets;

  private QueryPlaces(IrFunction function, BitSet targets) {
    this.function = function;
    this.targets = targets;
  }

  /** Those of a function. */
  public static QueryPlaces of(IrFunction function) {
    BitSet targets = new BitSet();
    for (Instruction instruction : function.code()) {
      for (int i = 0; i < instruction.immediateCount(); i++) {
        ImmediateKind kind = instruction.kind(i);
        if (kind == ImmediateKind.TARGET || kind == ImmediateKind.TARGETS) {
          targets.set(instruction.immediate(i));
        }
      }
    }
    return new QueryPlaces(function, targets);
  }

  /**
   * The query of a flat pattern that begins here: variables that get their values by it, the
   * pattern, and the query itself. Null if none begins.
   */
  public @Nullable RowSite query(int offset) {
    List<Instruction> code = function.code();
    int i = offset;
    while (makesVariable(i)) {
      i += 2;
    }
    boolean begins = offset < 2 || targets.get(offset) || !makesVariable(offset - 2);
    if (!begins
        || i + 1 >= code.size()
        || code.get(i).opcode() != Opcode.INSTANTIATE
        || code.get(i + 1).opcode() != Opcode.SPACE_MATCH
        || !RowSite.canAsk(function.constant(code.get(i).immediate(0)))) {
      return null;
    }
    for (int inside = offset + 1; inside <= i + 1; inside++) {
      if (targets.get(inside)) {
        return null;
      }
    }
    int[] fresh = new int[(i - offset) / 2];
    for (int k = 0; k < fresh.length; k++) {
      fresh[k] = code.get(offset + 2 * k + 1).immediate(0);
    }
    return RowSite.of((Expression) function.constant(code.get(i).immediate(0)), fresh, i + 2);
  }

  /** Whether the code at {@code offset} makes a variable and keeps it in a local. */
  private boolean makesVariable(int offset) {
    List<Instruction> code = function.code();
    if (offset + 1 >= code.size() || code.get(offset + 1).opcode() != Opcode.STORE_LOCAL) {
      return false;
    }
    Opcode opcode = code.get(offset).opcode();
    return opcode == Opcode.FRESH_VAR || opcode == Opcode.SCOPE_VAR;
  }
}
