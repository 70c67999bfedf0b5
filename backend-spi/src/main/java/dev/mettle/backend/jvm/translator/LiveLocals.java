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
import org.jspecify.annotations.Nullable;

/** Which locals of a function may still be read, before each of its instructions. */
final class LiveLocals {

  private final FrameMap map;
  private final @Nullable BitSet[] known;

  LiveLocals(IrFunction function) {
    map = Verifier.verify(function).frameMap();
    known = new @Nullable BitSet[function.code().size()];
  }

  /** The locals that may be read at {@code offset} or later; not to be changed. */
  BitSet at(int offset) {
    BitSet live = known[offset];
    if (live == null) {
      live = new BitSet();
      for (Integer local : map.at(offset).locals().keySet()) {
        live.set(local);
      }
      known[offset] = live;
    }
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
