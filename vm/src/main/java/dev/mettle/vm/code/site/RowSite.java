package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.InstructionRules;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.ir.atom.Atom;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of one pattern, planned once. Where plain facts answer it alone, the locals take what the
 * rows have: no variable is made, no pattern, and nothing is unified. Everything else is left to
 * the instructions that follow.
 *
 * <p>A query is told what it asks with by {@link #tell}, and then asks a space by {@link #ask}.
 */
public final class RowSite extends QuerySite {

  private final QueryPattern pattern;

  /** For each value that the query is told the place. */
  private final int[] asked;

  /** For each value that the query gives the place. */
  private final int[] given;

  /** For each place the variable, where the query gives it a value. */
  private final @Nullable Variable[] variables;

  // Where the places of the pattern are in the rows that were asked last.

  private @Nullable FactRows placed;

  /** For each place the position. */
  private int[] positions;

  /** For each position the variable. */
  private @Nullable Variable[] variablesAt;

  /** The positions that are known, that repeat a variable, and where something must be. */
  private int mask;

  private int repeated;
  private int shaped;

  // What belongs to the present query.

  /** For each place what the query was told, or a constant; null where it is an integer. */
  private final @Nullable Atom[] told;

  private final long[] integers;
  private int[] classes;
  private FactRows rows = FactRows.NONE;
  private int row;
  private @Nullable RowCursor cursor;
  private boolean isUnique = true;

  private RowSite(QueryPattern pattern, int behind) {
    super(pattern.known(), pattern.found(), behind);
    this.pattern = pattern;
    this.asked = pattern.asked();
    this.given = pattern.given();
    this.variables = pattern.variables();
    this.told = pattern.constants();
    this.integers = new long[told.length];
    // Those of a flat pattern are where they are in all rows.
    this.positions = new int[told.length];
    Arrays.setAll(positions, i -> i);
    this.variablesAt = variables;
    this.classes = new int[told.length];
    this.mask = pattern.knownPlaces();
    this.repeated = pattern.repeated();
    this.shaped = pattern.shaped();
  }

  /**
   * The query of a pattern over locals; null if it is none for rows.
   *
   * @param fresh the locals to which the query gives values
   * @param behind the instruction behind the query
   */
  public static @Nullable RowSite of(Atom pattern, List<Integer> fresh, int behind) {
    QueryPattern places = QueryPattern.of(pattern, fresh);
    return places == null ? null : new RowSite(places, behind);
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
    FactRows found = AtomSpace.rowsAlone(space.view().sources(), pattern.head(), pattern.arity());
    if (found == null) {
      return InstructionRules.NOT_ROWS;
    }
    for (int i : asked) {
      Atom value = told[i];
      if (value != null && !value.isGround()) {
        return InstructionRules.NOT_ROWS;
      }
    }
    if (found == FactRows.NONE) {
      return InstructionRules.NO_ROW;
    }
    return pattern.isFlat() || found == placed || place(found)
        ? ask(found)
        : InstructionRules.NOT_ROWS;
  }

  /** Finds the places of the pattern in some rows; false if there are too many. */
  private boolean place(FactRows found) {
    List<QueryPattern.Place> places = pattern.places();
    int[] own = new int[places.size()];
    int most = 0;
    for (int i = 0; i < own.length; i++) {
      QueryPattern.Place place = places.get(i);
      own[i] =
          i < pattern.arity()
              ? i
              : found.innerPosition(own[place.outer()], place.size(), place.child());
      if (own[i] < 0) {
        return false;
      }
      most = Math.max(most, own[i] + 1);
    }
    placed = found;
    positions = own;
    classes = new int[most];
    variablesAt = new @Nullable Variable[most];
    for (int i = 0; i < own.length; i++) {
      variablesAt[own[i]] = variables[i];
    }
    mask = at(pattern.knownPlaces());
    repeated = at(pattern.repeated());
    shaped = at(pattern.shaped());
    return true;
  }

  /** The positions of some places. */
  private int at(int places) {
    int at = 0;
    for (int rest = places; rest != 0; rest &= rest - 1) {
      at |= 1 << positions[Integer.numberOfTrailingZeros(rest)];
    }
    return at;
  }

  private int ask(FactRows found) {
    for (int rest = pattern.knownPlaces(); rest != 0; rest &= rest - 1) {
      int i = Integer.numberOfTrailingZeros(rest);
      Atom value = told[i];
      int known = value == null ? found.classOf(integers[i]) : found.classOf(value);
      if (!FactRows.isClass(known)) {
        return InstructionRules.NO_ROW;
      }
      classes[positions[i]] = known;
    }
    rows = found;
    if ((repeated | shaped) == 0) {
      row = found.onlyRow(mask, classes);
      if (row != FactRows.SEVERAL) {
        return row == FactRows.NO_ROW ? InstructionRules.NO_ROW : InstructionRules.ONE_ROW;
      }
    }
    RowCursor all = found.cursor(classes.clone(), mask, variablesAt, repeated, shaped);
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
    return rows.value(row, positions[given[index]]);
  }

  /** A value of the row that a cursor is at, by its index. */
  public Atom value(RowCursor at, int index) {
    // The cursor may be one of other rows than those that were asked last.
    return at.value(pattern.isFlat() ? given[index] : at.positionOf(variables[given[index]]));
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

  /** Whether the interpreter has met no question that rows do not answer, or by several rows. */
  public boolean isUnique() {
    return isUnique;
  }

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
        isUnique = false;
        return pc + Form.QueryRows.LENGTH;
      }
      case InstructionRules.NO_ROW -> {
        m.fail();
        return FrameStack.LEAVE;
      }
      case InstructionRules.MORE_ROWS -> {
        isUnique = false;
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
