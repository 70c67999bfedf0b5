package dev.mettle.vm.code.site;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
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
    return new QueryPlaces(function, function.targets());
  }

  /** The query of one pattern that begins here; null if none begins. */
  public @Nullable RowSite query(int offset) {
    int made = patternOf(offset);
    return made < 0 ? null : RowSite.of(constant(made), fresh(offset, made), made + 2);
  }

  /**
   * The query that begins here whose results are only gathered; null if none begins.
   *
   * <p>What is done with a solution is told by the code for what is no space: it has {@code match}
   * itself evaluate the template, and goes on with what that gives as solutions do.
   */
  public @Nullable GatherSite gathering(int offset) {
    int made = patternOf(offset);
    if (made < 0) {
      return null;
    }
    List<Instruction> code = function.code();
    int other = code.get(made + 1).immediate(0);
    Atom template = template(other);
    if (template == null
        || code.get(other + 1).opcode() != Opcode.PUSH_TYPE
        || constant(other + 1) != Symbols.UNDEFINED
        || code.get(other + 2).opcode() != Opcode.CALL_OPERATION) {
      return null;
    }
    int next = other + 3;
    if (code.get(next).opcode() == Opcode.JUMP) {
      next = code.get(next).immediate(0);
    }
    List<Integer> barriers = new ArrayList<>();
    while (code.get(next).opcode() == Opcode.END_ALTERNATIVES) {
      barriers.add(code.get(next++).immediate(0));
    }
    return code.get(next).opcode() == Opcode.YIELD
        ? GatherSite.of(
            constant(made),
            fresh(offset, made),
            template,
            barriers.stream().mapToInt(Integer::intValue).toArray(),
            code.get(next).immediate(0))
        : null;
  }

  /** What an instruction pushes, over the locals, if it is flat. */
  private @Nullable Atom template(int offset) {
    Instruction instruction = function.code().get(offset);
    Opcode opcode = instruction.opcode();
    if (opcode == Opcode.LOAD_LOCAL) {
      return Variable.slot("value", instruction.immediate(0));
    }
    if (opcode != Opcode.INSTANTIATE && opcode != Opcode.PUSH_CONSTANT) {
      return null;
    }
    Atom template = constant(offset);
    if (template instanceof Expression e) {
      for (Atom child : e) {
        if (child instanceof Expression inner && !inner.isGround()) {
          return null;
        }
      }
    }
    return template;
  }

  private Atom constant(int offset) {
    return function.constant(function.code().get(offset).immediate(0));
  }

  /** Where the pattern is made of a query that begins at {@code offset}; negative if none does. */
  private int patternOf(int offset) {
    boolean begins = offset < 2 || targets.get(offset) || !makesVariable(offset - 2);
    if (!begins) {
      return -1;
    }
    List<Instruction> code = function.code();
    int i = offset;
    while (makesVariable(i)) {
      i += 2;
    }
    if (i + 1 >= code.size()
        || code.get(i).opcode() != Opcode.INSTANTIATE
        || code.get(i + 1).opcode() != Opcode.SPACE_MATCH) {
      return -1;
    }
    for (int inside = offset + 1; inside <= i + 1; inside++) {
      if (targets.get(inside)) {
        return -1;
      }
    }
    return i;
  }

  /** The locals of the variables that are made between two offsets. */
  private List<Integer> fresh(int offset, int end) {
    List<Integer> locals = new ArrayList<>();
    for (int i = offset; i < end; i += 2) {
      locals.add(function.code().get(i + 1).immediate(0));
    }
    return locals;
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
