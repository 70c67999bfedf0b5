package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** {@code case}, computed directly. */
final class CaseIntrinsic {

  private CaseIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    NoResult none = new NoResult(w, args, call, k);
    m.pushChoice(none);
    CaseFrame frame = new CaseFrame(w, m, k, m.depth(), none, args, call);
    m.setDepth(m.depth() + CollapseIntrinsic.SUBJECT_DEPTH);
    m.evaluate(args[1], Symbols.UNDEFINED, frame);
  }

  /** Notices that the subject of a {@code case} had no result: the soft cut. */
  private static final class NoResult extends ChoicePoint {
    private final Steps walker;
    private final Atom[] args;
    private final Call call;
    private final Frame frame;
    private boolean seen;

    NoResult(Steps walker, Atom[] args, Call call, Frame frame) {
      this.walker = walker;
      this.args = args;
      this.call = call;
      this.frame = frame;
    }

    @Override
    protected void retry(Machine m) {
      m.popChoice();
      if (seen) {
        m.fail();
      } else {
        SwitchIntrinsic.select(walker, m, Symbols.EMPTY, args[2], args, call, frame);
      }
    }
  }

  /** Takes the results of a {@code case}'s subject. */
  private static final class CaseFrame extends BarrierFrame {
    private final Steps walker;
    private final NoResult none;
    private final Atom[] args;
    private final Call call;

    CaseFrame(
        Steps walker, Machine m, Frame parent, int depth, NoResult none, Atom[] args, Call call) {
      super(m, parent, depth);
      this.walker = walker;
      this.none = none;
      this.args = args;
      this.call = call;
    }

    @Override
    protected void accept(Machine m, Atom value, boolean last) {
      none.seen = true;
      if (last) {
        m.cut(none);
      }
      SwitchIntrinsic.select(walker, m, value, args[2], args, call, parent());
    }
  }
}
