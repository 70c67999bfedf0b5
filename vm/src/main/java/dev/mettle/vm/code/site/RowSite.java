package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.InstructionRules;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.FactRows;
import dev.mettle.vm.space.RowCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A query of one flat pattern, planned once. Where plain facts answer it alone, the locals take
 * what the rows have: no variable is made, no pattern, and nothing is unified. Everything else is
 * left to the instructions that follow.
 *
 * <p>A query is told what it asks with by {@link #tell}, and then asks a space by {@link #ask}.
 */
public final class RowSite extends QuerySite {

  private final Symbol head;

  /** For each position the constant, or null. */
  private final @Nullable Atom[] constants;

  /** For each value that the query is told the position. */
  private final int[] asked;

  /** For each value that the query gives the position. */
  private final int[] given;

  /** For each position the variable, where the query gives it a value. */
  private final @Nullable Variable[] variables;

  /** The positions whose variable has occurred before. */
  private final int repeated;

  /** The positions that are known. */
  private final int mask;

  // What belongs to the present query.

  /** For each position what the query was told, or a constant; null where it is an integer. */
  private final @Nullable Atom[] told;

  private final long[] integers;
  private final int[] classes;
  private FactRows rows = FactRows.NONE;
  private int row;
  private @Nullable RowCursor cursor;

  private RowSite(
      Symbol head,
      @Nullable Atom[] constants,
      int[] known,
      int[] asked,
      int[] found,
      int[] given,
      @Nullable Variable[] variables,
      int repeated,
      int behind) {
    super(known, found, behind);
    this.head = head;
    this.constants = constants;
    this.asked = asked;
    this.given = given;
    this.variables = variables;
    this.repeated = repeated;
    int positions = 0;
    for (int i = 0; i < constants.length; i++) {
      positions |= variables[i] == null ? 1 << i : 0;
    }
    this.mask = positions;
    this.told = constants.clone();
    this.integers = new long[constants.length];
    this.classes = new int[constants.length];
  }

  /**
   * The query of a pattern over locals that {@link #canAsk}.
   *
   * @param fresh the locals to which the query gives values
   * @param behind the instruction behind the query
   */
  public static RowSite of(Expression pattern, int[] fresh, int behind) {
    int arity = pattern.size() - 1;
    @Nullable Atom[] constants = new @Nullable Atom[arity];
    @Nullable Variable[] variables = new @Nullable Variable[arity];
    int[] known = new int[arity];
    int[] asked = new int[arity];
    int[] found = new int[arity];
    int[] given = new int[arity];
    int repeated = 0;
    int knownCount = 0;
    int foundCount = 0;
    for (int i = 0; i < arity; i++) {
      if (!(pattern.get(i + 1) instanceof Variable v)) {
        constants[i] = pattern.get(i + 1);
        continue;
      }
      int slot = v.slot();
      if (Arrays.stream(fresh).noneMatch(local -> local == slot)) {
        known[knownCount] = slot;
        asked[knownCount++] = i;
        continue;
      }
      variables[i] = v;
      for (int j = 0; j < i; j++) {
        Variable before = variables[j];
        if (before != null && before.slot() == slot) {
          repeated |= 1 << i;
          variables[i] = before;
        }
      }
      if ((repeated >>> i & 1) == 0) {
        found[foundCount] = slot;
        given[foundCount++] = i;
      }
    }
    return new RowSite(
        (Symbol) pattern.get(0),
        constants,
        Arrays.copyOf(known, knownCount),
        Arrays.copyOf(asked, knownCount),
        Arrays.copyOf(found, foundCount),
        Arrays.copyOf(given, foundCount),
        variables,
        repeated,
        behind);
  }

  /** Whether a pattern has a symbol as its head, and variables only as children of its own. */
  public static boolean canAsk(Atom pattern) {
    if (!(pattern instanceof Expression e)
        || e.size() < 2
        || e.size() > FactRows.MAX_ARITY + 1
        || !(e.get(0) instanceof Symbol)) {
      return false;
    }
    for (int i = 1; i < e.size(); i++) {
      Atom child = e.get(i);
      if (child instanceof Variable v ? v.slot() < 0 : !child.isGround()) {
        return false;
      }
    }
    return true;
  }

  // ------------------------------------------------------------------ asking

  /** Tells the query what it asks with, by the index of the value. */
  public void tell(int index, long integer) {
    told[asked[index]] = null;
    integers[asked[index]] = integer;
  }

  /** The same with any value; rows do not answer one with variables. */
  public void tell(int index, Atom value) {
    told[asked[index]] = value;
  }

  /** Asks a space; a verdict of {@link InstructionRules#rows}. */
  public int ask(Atom asks) {
    if (!(asks instanceof AtomSpace space)) {
      return InstructionRules.NOT_ROWS;
    }
    FactRows found = AtomSpace.rowsAlone(space.view().sources(), head, constants.length);
    if (found == null) {
      return InstructionRules.NOT_ROWS;
    }
    for (int i : asked) {
      Atom value = told[i];
      if (value != null && !value.isGround()) {
        return InstructionRules.NOT_ROWS;
      }
    }
    return found == FactRows.NONE ? InstructionRules.NO_ROW : ask(found);
  }

  private int ask(FactRows found) {
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      int i = Integer.numberOfTrailingZeros(rest);
      Atom value = told[i];
      classes[i] = value == null ? found.classOf(integers[i]) : found.classOf(value);
      if (!FactRows.isClass(classes[i])) {
        return InstructionRules.NO_ROW;
      }
    }
    rows = found;
    if (repeated == 0) {
      row = found.onlyRow(mask, classes);
      if (row != FactRows.SEVERAL) {
        return row == FactRows.NO_ROW ? InstructionRules.NO_ROW : InstructionRules.ONE_ROW;
      }
    }
    RowCursor all = found.cursor(classes.clone(), mask, variables, repeated);
    if (!all.hasNext()) {
      return InstructionRules.NO_ROW;
    }
    all.next();
    row = all.row();
    if (!all.hasNext()) {
      return InstructionRules.ONE_ROW;
    }
    cursor = all;
    return InstructionRules.MORE_ROWS;
  }

  /** A value of the row that was found, by its index. */
  public Atom value(int index) {
    return rows.value(row, given[index]);
  }

  /** A value of the row that a cursor is at, by its index. */
  public Atom value(RowCursor at, int index) {
    return at.value(given[index]);
  }

  /** The rows that follow the one that was found; whoever takes them keeps them. */
  public RowCursor takeCursor() {
    RowCursor taken = cursor;
    if (taken == null) {
      throw new IllegalStateException("no other row follows");
    }
    cursor = null;
    return taken;
  }

  // ------------------------------------------------------------------ interpreted

  /** Runs the instruction at {@code pc}; where the code goes on, or {@link FrameStack#LEAVE}. */
  public int run(FrameStack vm, Code code, int pc) {
    int[] c = code.code;
    int at = vm.base;
    for (int i = 0; i < knownCount(); i++) {
      int place = at + Code.LOCALS + known(i);
      if (Words.isInteger(vm.words[place])) {
        tell(i, Words.integer(vm.words[place]));
      } else {
        tell(i, Terms.dereference(vm.at(place)));
      }
    }
    Machine m = vm.machine;
    switch (ask(Terms.dereference(vm.at(at + c[pc + Form.QueryRows.SPACE])))) {
      case InstructionRules.NOT_ROWS -> {
        return pc + Form.QueryRows.LENGTH;
      }
      case InstructionRules.NO_ROW -> {
        m.fail();
        return FrameStack.LEAVE;
      }
      case InstructionRules.MORE_ROWS -> {
        m.setStackTop(at + code.frameSize);
        m.pushChoice(new MoreRows(vm, code, at, c[pc + Form.QueryRows.ANSWERED], takeCursor()));
        vm.base = vm.own(at, code);
      }
      default -> {}
    }
    for (int i = 0; i < foundCount(); i++) {
      vm.put(vm.base + Code.LOCALS + found(i), value(i));
    }
    return c[pc + Form.QueryRows.ANSWERED];
  }

  /** Rows that are still to be taken. */
  private final class MoreRows extends ChoicePoint {
    private final FrameStack vm;
    private final Code code;
    private final int at;
    private final int next;
    private final RowCursor following;

    MoreRows(FrameStack vm, Code code, int at, int next, RowCursor following) {
      this.vm = vm;
      this.code = code;
      this.at = at;
      this.next = next;
      this.following = following;
    }

    @Override
    protected void retry(Machine m) {
      following.next();
      if (!following.hasNext()) {
        m.popChoice();
      }
      vm.base = vm.own(at, code);
      for (int i = 0; i < foundCount(); i++) {
        vm.put(vm.base + Code.LOCALS + found(i), value(following, i));
      }
      vm.run(code, vm.base, next);
    }
  }
}
