package dev.mettle.backend.jvm.translator;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.verify.FrameMap;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayDeque;
import java.util.BitSet;

/** Which locals of a function may still be read, before each of its instructions. */
final class LiveLocals {

  private final FrameMap map;

  LiveLocals(IrFunction function) {
    map = Verifier.verify(function).frameMap();
  }

  /** The locals that may be read at {@code offset} or later. */
  BitSet at(int offset) {
    BitSet live = new BitSet();
    map.at(offset).locals().keySet().forEach(live::set);
    return live;
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
