package dev.mettle.vm.code.site;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.FactRows;
import dev.mettle.vm.space.RowCursor;
import org.jspecify.annotations.Nullable;

/**
 * A query of one flat pattern, planned once. Where plain facts answer it alone, the locals take
 * what the rows have: no variable is made, no pattern, and nothing is unified. Everything else is
 * left to the instructions that follow.
 */
public final class RowSite {

  private final Symbol head;

  /** For each position the constant, or null. */
  private final @Nullable Atom[] constants;

  /** For each position the place of its local, where it is no constant. */
  private final int[] places;

  /** For each position the variable, where the query gives it a value. */
  private final @Nullable Variable[] variables;

  /** The positions whose variable has occurred before. */
  private final int repeated;

  /**
   * @param pattern a pattern over the locals that {@link #canAsk}
   * @param fresh the locals to which the query gives values
   */
  public RowSite(Expression pattern, int[] fresh) {
    int arity = pattern.size() - 1;
    this.head = (Symbol) pattern.get(0);
    this.constants = new @Nullable Atom[arity];
    this.places = new int[arity];
    this.variables = new @Nullable Variable[arity];
    int again = 0;
    for (int i = 0; i < arity; i++) {
      if (!(pattern.get(i + 1) instanceof Variable v)) {
        constants[i] = pattern.get(i + 1);
        continue;
      }
      places[i] = Code.LOCALS + v.slot();
      for (int local : fresh) {
        if (local == v.slot()) {
          variables[i] = v;
        }
      }
      for (int j = 0; j < i && variables[i] != null; j++) {
        Variable before = variables[j];
        if (before != null && before.slot() == v.slot()) {
          again |= 1 << i;
          variables[i] = before;
        }
      }
    }
    this.repeated = again;
  }

  /** Whether a pattern is flat, with a symbol as its head. */
  public static boolean canAsk(Atom pattern) {
    if (!(pattern instanceof Expression e)
        || e.size() < 2
        || e.size() > FactRows.MAX_ARITY + 1
        || !(e.get(0) instanceof Symbol)) {
      return false;
    }
    for (int i = 1; i < e.size(); i++) {
      if (e.get(i) instanceof Expression || e.get(i) instanceof Variable v && v.slot() < 0) {
        return false;
      }
    }
    return true;
  }

  /** Runs the instruction at {@code pc}; where the code goes on, or {@link FrameStack#LEAVE}. */
  public int run(FrameStack vm, Code code, int pc) {
    int[] c = code.code;
    int otherwise = pc + 4;
    int at = vm.base;
    if (!(Terms.dereference(vm.at(at + c[pc + 1])) instanceof AtomSpace space)) {
      return otherwise;
    }
    FactRows rows = FactRows.NONE;
    long now = 0;
    for (AtomSpace source : space.view().sources()) {
      FactRows own = source.rowsAlone(head, constants.length);
      if (own == null || own != FactRows.NONE && rows != FactRows.NONE) {
        return otherwise;
      }
      if (own != FactRows.NONE) {
        rows = own;
        now = source.now();
      }
    }
    Machine m = vm.machine;
    if (rows == FactRows.NONE) {
      m.fail();
      return FrameStack.LEAVE;
    }
    int[] classes = new int[constants.length];
    int mask = 0;
    for (int i = 0; i < classes.length; i++) {
      if (variables[i] != null) {
        continue;
      }
      Atom constant = constants[i];
      int known;
      if (constant != null) {
        known = rows.classOf(constant);
      } else if (Words.isInteger(vm.words[at + places[i]])) {
        known = rows.classOf(Words.integer(vm.words[at + places[i]]));
      } else {
        Atom value = Terms.dereference(vm.at(at + places[i]));
        if (value instanceof Variable) {
          return otherwise;
        }
        known = rows.classOf(value);
      }
      if (!FactRows.isClass(known)) {
        m.fail();
        return FrameStack.LEAVE;
      }
      classes[i] = known;
      mask |= 1 << i;
    }
    RowCursor cursor = rows.cursor(now, classes, mask, variables, repeated);
    if (!cursor.hasNext()) {
      m.fail();
      return FrameStack.LEAVE;
    }
    cursor.next();
    int next = c[pc + 3];
    if (cursor.hasNext()) {
      m.setStackTop(at + code.frameSize);
      m.pushChoice(new MoreRows(vm, code, at, next, cursor));
      vm.base = vm.own(at, code);
    }
    take(vm, cursor);
    return next;
  }

  private void take(FrameStack vm, RowCursor cursor) {
    for (int i = 0; i < places.length; i++) {
      if (cursor.variable(i) != null) {
        vm.put(vm.base + places[i], cursor.value(i));
      }
    }
  }

  /** Rows that are still to be taken. */
  private final class MoreRows extends ChoicePoint {
    private final FrameStack vm;
    private final Code code;
    private final int at;
    private final int next;
    private final RowCursor cursor;

    MoreRows(FrameStack vm, Code code, int at, int next, RowCursor cursor) {
      this.vm = vm;
      this.code = code;
      this.at = at;
      this.next = next;
      this.cursor = cursor;
    }

    @Override
    protected void retry(Machine m) {
      cursor.next();
      if (!cursor.hasNext()) {
        m.popChoice();
      }
      vm.base = vm.own(at, code);
      take(vm, cursor);
      vm.run(code, vm.base, next);
    }
  }
}
