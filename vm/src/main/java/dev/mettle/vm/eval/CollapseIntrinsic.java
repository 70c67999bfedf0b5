package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** {@code collapse}, computed directly. */
final class CollapseIntrinsic {

  /** How deep the steps of the library's rule for {@code collapse} go. */
  private static final int COLLAPSE_DEPTH = 30;

  /** Where the library's rules for {@code collapse} and {@code case} evaluate their subject. */
  static final int SUBJECT_DEPTH = 14;

  private CollapseIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (m.isTooDeep(m.depth() + COLLAPSE_DEPTH)) {
      m.setDepth(m.depth() + COLLAPSE_DEPTH);
      m.evaluate(args[1], Symbols.ATOM, k);
      return;
    }
    Frame others = new ResultFrame(w, k, m.depth(), Expression.of(args), call);
    m.setDepth(m.depth() + SUBJECT_DEPTH);
    w.evaluation().instructions().collapse(m, args[1], k, others);
  }
}
