package dev.mettle.vm.code;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultCopies;
import dev.mettle.vm.minimal.Instructions;
import java.util.ArrayList;
import java.util.List;

/** Gathers the results of a piece of code; errors count only if there is nothing else. */
final class CollectChoice extends ChoicePoint {

  private final VirtualMachine vm;
  private final int at;
  private final Code code;
  private final int place;
  private final int target;
  private final List<Atom> results = new ArrayList<>();
  private final List<Atom> errors = new ArrayList<>();
  private final ResultCopies copies = new ResultCopies();

  /**
   * @param place where the results go in the frame
   * @param target where the code goes on once they are there
   */
  CollectChoice(VirtualMachine vm, int at, Code code, int place, int target) {
    this.vm = vm;
    this.at = at;
    this.code = code;
    this.place = place;
    this.target = target;
  }

  void add(Machine m, Atom value) {
    Atom result = copies.keep(value, m.choice() == this);
    if (Symbols.isError(result)) {
      errors.add(result);
    } else {
      results.add(result);
    }
  }

  @Override
  protected void retry(Machine m) {
    m.popChoice();
    List<Atom> all = results.isEmpty() ? errors : results;
    Instructions instructions = vm.evaluator.evaluation().instructions();
    if (instructions.collapsesAsWritten(m.view())) {
      goOn(Expression.of(all));
    } else {
      instructions.collapsed(m, all, new CollectedFrame(m.depth()));
    }
  }

  private void goOn(Atom list) {
    int b = vm.own(at, code);
    vm.put(b + place, list);
    vm.run(code, b, target);
  }

  /** Takes what rules give that were added while results were gathered. */
  private final class CollectedFrame extends Frame {
    CollectedFrame(int depth) {
      super(null, depth);
    }

    @Override
    public void resume(Machine m, Atom value) {
      goOn(value);
    }
  }
}
