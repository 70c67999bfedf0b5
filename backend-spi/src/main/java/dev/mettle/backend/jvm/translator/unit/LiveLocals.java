package dev.mettle.backend.jvm.translator.unit;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Flow;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/** Which locals of a function may still be read, before each of its instructions. */
final class LiveLocals {

  private final BitSet[] before;

  LiveLocals(IrFunction function) {
    List<Instruction> code = function.code();
    before = new BitSet[code.size() + 1];
    for (int i = 0; i < before.length; i++) {
      before[i] = new BitSet();
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int offset = code.size() - 1; offset >= 0; offset--) {
        BitSet live = before(function, offset);
        if (!live.equals(before[offset])) {
          before[offset] = live;
          changed = true;
        }
      }
    }
  }

  /** The locals that may be read at {@code offset} or later. */
  BitSet at(int offset) {
    return before[offset];
  }

  private BitSet before(IrFunction function, int offset) {
    Instruction instruction = function.code().get(offset);
    Flow flow = instruction.opcode().flow();
    BitSet live = new BitSet();
    if (flow == Flow.NEXT || flow == Flow.BRANCH) {
      live.or(before[offset + 1]);
    }
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (isTarget(instruction.kind(i))) {
        live.or(before[instruction.immediate(i)]);
      }
    }
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (instruction.kind(i) == ImmediateKind.LOCAL) {
        live.set(instruction.immediate(i), !sets(instruction.opcode()));
      }
    }
    for (int i = 0; i < instruction.immediateCount(); i++) {
      if (instruction.kind(i) == ImmediateKind.CONSTANT) {
        addPlaces(function.constant(instruction.immediate(i)), live);
      }
    }
    return live;
  }

  private static boolean sets(Opcode opcode) {
    return opcode == Opcode.STORE_LOCAL || opcode == Opcode.CHECK_CALL;
  }

  /** Whether an immediate is a place of the code. */
  static boolean isTarget(ImmediateKind kind) {
    return kind == ImmediateKind.TARGET || kind == ImmediateKind.TARGETS;
  }

  /** Adds the locals that a template mentions. */
  static void addPlaces(Atom template, BitSet places) {
    ArrayDeque<Atom> parts = new ArrayDeque<>();
    parts.push(template);
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Variable v && v.slot() >= 0) {
        places.set(v.slot());
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      }
    }
  }
}
