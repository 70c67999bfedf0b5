package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultCopies;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Instructions;
import java.util.ArrayList;
import java.util.List;

/** Gathers the results of a piece of code; errors count only if there is nothing else. */
public final class CollectChoice extends ChoicePoint {

  /** What goes on with the results. */
  public interface Going {
    void goOn(Atom list);
  }

  private final Instructions instructions;
  private final Going going;
  private final List<Atom> results = new ArrayList<>();
  private final List<Atom> errors = new ArrayList<>();
  private final ResultCopies copies = new ResultCopies();

  public CollectChoice(Instructions instructions, Going going) {
    this.instructions = instructions;
    this.going = going;
  }

  /** Takes a result, unless it is none. */
  public void gather(Machine m, Atom value) {
    Atom result = Terms.dereference(value);
    if (result != Symbols.EMPTY) {
      add(m, result);
    }
  }

  /** Takes results that are no errors and have no variables. */
  public void gather(List<Atom> values) {
    results.addAll(values);
  }

  private void add(Machine m, Atom value) {
    Atom result = copies.keep(value, m.choice() == this);
    if (Symbols.isError(result)) {
      errors.add(result);
    } else {
      results.add(result);
    }
  }

  @Override
  protected boolean gathers() {
    return true;
  }

  @Override
  protected void retry(Machine m) {
    m.popChoice();
    List<Atom> all = results.isEmpty() ? errors : results;
    if (instructions.collapsesAsWritten(m.view())) {
      going.goOn(Expression.of(all));
    } else {
      instructions.collapsed(m, all, new CollectedFrame(m.depth()));
    }
  }

  /** Takes what rules give that were added while results were gathered. */
  private final class CollectedFrame extends Frame {
    CollectedFrame(int depth) {
      super(null, depth);
    }

    @Override
    public void resume(Machine m, Atom value) {
      going.goOn(value);
    }
  }
}
