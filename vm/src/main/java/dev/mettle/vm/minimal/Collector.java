package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultCopies;
import dev.mettle.vm.machine.Unifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs an evaluation to its end and gathers all results: a choice point beneath the evaluation
 * notices that nothing is left. No binding comes out of it.
 */
public final class Collector extends ChoicePoint {

  private final List<Atom> results = new ArrayList<>();
  private final List<Atom> errors = new ArrayList<>();
  private final ResultCopies copies = new ResultCopies();
  private final BiConsumer<Machine, List<Atom>> finish;

  private Collector(BiConsumer<Machine, List<Atom>> finish) {
    this.finish = finish;
  }

  /** Takes the results and asks for the next one. */
  private final class ResultsFrame extends Frame {
    ResultsFrame(Frame parent, int depth) {
      super(parent, depth);
    }

    @Override
    public void resume(Machine m, Atom value) {
      Atom result = copies.keep(value, m.choice() == Collector.this);
      if (Symbols.isError(result)) {
        errors.add(result);
      } else if (result != Symbols.EMPTY) {
        results.add(result);
      }
      m.fail();
    }
  }

  /**
   * Evaluates {@code goal} and hands all its results, or all its errors if there are no results, to
   * {@code finish}, under the bindings and the frame of now.
   */
  public static void collect(
      Machine m, Atom goal, Atom type, Frame k, BiConsumer<Machine, List<Atom>> finish) {
    collect(m, k, (machine, frame) -> machine.evaluate(goal, type, frame), finish);
  }

  /**
   * Gathers the results of what {@code begin} sets up, in whatever view and depth it chooses, as
   * {@link #collect(Machine, Atom, Atom, Frame, BiConsumer)} does.
   */
  public static void collect(
      Machine m, Frame k, Machine.Start begin, BiConsumer<Machine, List<Atom>> finish) {
    Collector collector = new Collector(finish);
    m.pushChoice(collector);
    begin.begin(m, collector.new ResultsFrame(k, m.depth()));
  }

  @Override
  protected boolean gathers() {
    return true;
  }

  @Override
  protected void retry(Machine m) {
    m.popChoice();
    finish.accept(m, results.isEmpty() ? errors : results);
  }

  /** Hands over the pairs of results and bindings of an atom that is run as an instruction. */
  static void collapseBind(FunctionRuns runs, Machine m, Atom atom, Frame k) {
    BindCollector collector = new BindCollector(k);
    m.pushChoice(collector);
    collector.base = m.trailTop();
    collector.limit = Variable.nextSerial();
    Frame pairs = new PairsFrame(collector, k, m.depth());
    m.setDepth(m.depth() + 1);
    runs.runOrReturn(m, atom, pairs);
  }

  private static final class BindCollector extends ChoicePoint {
    private final List<Atom> pairs = new ArrayList<>();
    private final ResultCopies copies = new ResultCopies();
    private final Frame frame;
    private int base;
    private long limit;

    BindCollector(Frame frame) {
      this.frame = frame;
    }

    @Override
    protected boolean gathers() {
      return true;
    }

    @Override
    protected void retry(Machine m) {
      m.popChoice();
      m.returnValue(Expression.of(pairs), frame);
    }
  }

  private static final class PairsFrame extends Frame {
    private final BindCollector collector;

    PairsFrame(BindCollector collector, Frame parent, int depth) {
      super(parent, depth);
      this.collector = collector;
    }

    @Override
    public void resume(Machine m, Atom value) {
      boolean last = m.choice() == collector;
      Atom result = collector.copies.keep(value, last);
      if (result != Symbols.EMPTY) {
        List<BindingsAtom.Binding> bindings = new ArrayList<>();
        for (int i = collector.base; i < m.trailTop(); i++) {
          Variable v = m.trailed(i);
          if (v.serial() < collector.limit) {
            bindings.add(new BindingsAtom.Binding(v, collector.copies.keep(v, last)));
          }
        }
        collector.pairs.add(Expression.of(result, new BindingsAtom(bindings)));
      }
      m.fail();
    }
  }

  /** One alternative for each pair, with its bindings. */
  static void superposeBind(Unifier unifier, Machine m, Expression pairs, Frame k) {
    if (pairs.size() == 0) {
      m.fail();
      return;
    }
    new PairsChoice(unifier, pairs, k).take(m, 0, false);
  }

  private static final class PairsChoice extends ChoicePoint {
    private final Unifier unifier;
    private final Expression pairs;
    private final Frame frame;
    private int next;

    PairsChoice(Unifier unifier, Expression pairs, Frame frame) {
      this.unifier = unifier;
      this.pairs = pairs;
      this.frame = frame;
    }

    @Override
    protected void retry(Machine m) {
      take(m, next, true);
    }

    void take(Machine m, int index, boolean placed) {
      boolean more = index + 1 < pairs.size();
      next = index + 1;
      if (more && !placed) {
        m.pushChoice(this);
      } else if (!more && placed) {
        m.popChoice();
      }
      Expression pair = (Expression) pairs.get(index);
      for (BindingsAtom.Binding b : ((BindingsAtom) pair.get(1)).bindings()) {
        if (!unifier.unify(b.value(), b.variable())) {
          m.fail();
          return;
        }
      }
      m.returnValue(pair.get(0), frame);
    }
  }
}
