package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.SoftCut;

/** {@code case}, computed directly. */
final class CaseIntrinsic {

  private CaseIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    SoftCut none =
        new SoftCut(() -> SwitchIntrinsic.select(w, m, Symbols.EMPTY, args[2], args, call, k));
    m.pushChoice(none);
    CaseFrame frame = new CaseFrame(w, m, k, m.depth(), none, args, call);
    m.setDepth(m.depth() + CollapseIntrinsic.SUBJECT_DEPTH);
    m.evaluate(args[1], Symbols.UNDEFINED, frame);
  }

  /** Takes the results of a {@code case}'s subject. */
  private static final class CaseFrame extends BarrierFrame {
    private final Steps walker;
    private final SoftCut none;
    private final Atom[] args;
    private final Call call;

    CaseFrame(
        Steps walker, Machine m, Frame parent, int depth, SoftCut none, Atom[] args, Call call) {
      super(m, parent, depth);
      this.walker = walker;
      this.none = none;
      this.args = args;
      this.call = call;
    }

    @Override
    protected void accept(Machine m, Atom value, boolean last) {
      none.hasResult(m);
      SwitchIntrinsic.select(walker, m, value, args[2], args, call, parent());
    }
  }
}
