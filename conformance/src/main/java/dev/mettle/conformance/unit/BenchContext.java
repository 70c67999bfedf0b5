package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context in which data is its own value and nothing is ever evaluated. */
final class BenchContext extends BenchRules {

  private int polls;
  private int leaveAt = -1;
  private boolean left;
  private boolean leavesAtPolls;

  BenchContext(UnitBench bench, BenchClock clock) {
    super(bench, clock);
    markTag = 1L << 40;
  }

  /** From now on code leaves at each poll. */
  void leaveAtPolls(boolean leave) {
    leavesAtPolls = leave;
    if (leave) {
      requestStop();
    } else {
      clearStop();
    }
  }

  /** From now on code leaves at one poll, counted from 1. */
  void leaveAtPoll(int number) {
    polls = 0;
    leaveAt = number;
    requestStop();
  }

  /** Whether code was told to leave since this was asked last. */
  boolean takeLeft() {
    boolean was = left;
    left = false;
    return was;
  }

  /** Hands a value to a frame that goes on; false if it is not of the lane. */
  boolean deliverTo(HeapFrame frame, Lane lane, Atom atom, int room) {
    if (lane != Lane.REFERENCE && Lane.of(atom) != lane) {
      return false;
    }
    setResumed(frame);
    begin(room);
    switch (lane) {
      case LONG -> deliver(((LongAtom) atom).value());
      case DOUBLE -> deliver(Double.doubleToRawLongBits(((DoubleAtom) atom).value()));
      case BOOLEAN -> deliver(((BoolAtom) atom).value() ? 1 : 0);
      case REFERENCE, OBJECT -> deliver(atom);
    }
    return true;
  }

  /** How often code looked whether the machine wants control, after it was asked to. */
  int polls() {
    return polls;
  }

  /** Puts the arguments of an entry where it finds them. */
  void prepare(Version version, List<Atom> arguments, int room) {
    begin(room);
    for (int i = 0; i < version.lanes().size(); i++) {
      Atom argument = arguments.get(i);
      switch (version.lanes().get(i)) {
        case LONG -> setArgument(i, ((LongAtom) argument).value());
        case DOUBLE -> setArgument(i, Double.doubleToRawLongBits(((DoubleAtom) argument).value()));
        case BOOLEAN -> setArgument(i, ((BoolAtom) argument).value() ? 1 : 0);
        case REFERENCE -> setArgument(i, argument);
        case OBJECT -> throw new IllegalArgumentException("no argument is an object");
      }
    }
    if (version.expected().isEmpty()) {
      setArgument(version.lanes().size(), arguments.getLast());
    }
  }

  /** The result of an entry. */
  Atom result(Lane lane) {
    return lane == Lane.REFERENCE ? value() : atomOf(lane, word());
  }

  static Atom atomOf(Lane lane, long word) {
    return switch (lane) {
      case LONG -> LongAtom.of(word);
      case DOUBLE -> DoubleAtom.of(Double.longBitsToDouble(word));
      case BOOLEAN -> BoolAtom.of(word != 0);
      case REFERENCE, OBJECT -> throw new IllegalArgumentException("a reference is no word");
    };
  }

  /** What lies in a frame, in the order of its slots. */
  static List<@Nullable Object> valuesOf(HeapFrame frame) {
    List<@Nullable Object> values = new ArrayList<>();
    int words = 0;
    int references = 0;
    for (FrameLayout.Slot slot : frame.layout().slots()) {
      values.add(
          slot.isReference()
              ? frame.reference(references++)
              : atomOf(slot.lane(), frame.word(words++)));
    }
    return values;
  }

  @Nullable HeapFrame frames() {
    return takeFrames();
  }

  @Override
  public boolean poll() {
    polls++;
    boolean leave = leavesAtPolls || polls == leaveAt;
    left |= leave;
    return leave;
  }

  @Override
  protected boolean isOwnSlowly(Atom atom) {
    return !(atom instanceof Variable) && !(atom instanceof Expression e && isCall(e));
  }

  private boolean isCall(Expression e) {
    return e.size() > 0 && e.get(0) instanceof Symbol head && bench.isFunction(head, e.size() - 1);
  }

  @Override
  public boolean isValue(Atom atom, Atom expected) {
    return isOwn(atom) && passesCast(atom, expected);
  }

  @Override
  public boolean isResult(Atom atom, Atom expected) {
    return isValue(atom, expected) && atom != Symbols.NOT_REDUCIBLE && !Symbols.isError(atom);
  }

  @Override
  public boolean passesCast(Atom atom, Atom expected) {
    return expected == Symbols.UNDEFINED
        || expected == Symbols.ATOM
        || atom instanceof Grounded g && g.type().equals(expected)
        || !(atom instanceof Grounded) && !Symbols.isMetaType(expected);
  }

  @Override
  public boolean admits(Atom expected, Atom type) {
    return expected == Symbols.UNDEFINED || expected == Symbols.ATOM || expected.equals(type);
  }

  @Override
  public boolean isOfKind(Atom atom, Atom kind) {
    return atom instanceof Grounded g && (kind == Symbols.GROUNDED || g.type() == kind);
  }

  @Override
  public Atom dereference(Atom atom) {
    Atom value = atom;
    while (value instanceof Variable v && v.binding() != null) {
      value = Objects.requireNonNull(v.binding());
    }
    return value;
  }

  @Override
  protected @Nullable Atom constructSlowly(CallTarget target, Expression data) {
    return data;
  }

  @Override
  public Atom markEvaluated(Atom atom) {
    bench.mark(atom);
    return atom;
  }

  @Override
  public Atom instantiate(Atom template, @Nullable Atom[] locals) {
    if (template instanceof Variable v && v.slot() >= 0) {
      return Objects.requireNonNull(locals[v.slot()]);
    }
    if (!(template instanceof Expression e)) {
      return template;
    }
    Atom[] children = e.toArray();
    for (int i = 0; i < children.length; i++) {
      children[i] = instantiate(children[i], locals);
    }
    return Expression.owning(children);
  }

  @Override
  public @Nullable Atom call(CallTarget target, Atom[] arguments, Atom expected, int room) {
    Optional<Atom> value = bench.callOutside((BenchTarget) target, arguments, expected, room);
    return value.isPresent() ? value.get() : fail();
  }

  @Override
  public @Nullable Atom call(
      CallTarget target, Atom[] arguments, Atom expected, HeapFrame waiting, int room) {
    return call(target, arguments, expected, room);
  }

  @Override
  public @Nullable Object newest() {
    return null;
  }

  @Override
  protected boolean keepBack(ResumableFrame waiting, Atom error) {
    return false;
  }

  @Override
  public void fork(HeapFrame frame) {
    throw alternatives();
  }

  private static UnsupportedOperationException alternatives() {
    return new UnsupportedOperationException("alternatives");
  }

  @Override
  public Object collect(HeapFrame frame) {
    throw alternatives();
  }

  @Override
  public void gather(Object collector, Atom result) {
    throw alternatives();
  }

  @Override
  public Object softCut(HeapFrame frame) {
    throw alternatives();
  }

  @Override
  public void hasResult(Object softCut) {
    throw alternatives();
  }

  @Override
  public boolean isSpace(Atom atom) {
    return false;
  }

  @Override
  public void ask(int index, long integer) {
    throw alternatives();
  }

  @Override
  public void ask(int index, Atom value) {
    throw alternatives();
  }

  @Override
  public int rows(QuerySite site, Atom space) {
    throw alternatives();
  }

  @Override
  public Atom rowValue(int index) {
    throw alternatives();
  }

  @Override
  public void moreRows(HeapFrame frame) {
    throw alternatives();
  }

  @Override
  public boolean query(HeapFrame frame, Atom space, Atom pattern) {
    throw alternatives();
  }

  @Override
  public Object barrier() {
    throw alternatives();
  }

  @Override
  public boolean passes(Object barrier, Atom result) {
    throw alternatives();
  }

  @Override
  public void pass(Object barrier) {
    throw alternatives();
  }

  @Override
  public Object newSharedScope() {
    throw alternatives();
  }

  @Override
  public Object childScope(Object scope, long index) {
    throw alternatives();
  }

  @Override
  public Atom scopeVariable(Object scope, int order, Atom name) {
    throw alternatives();
  }

  @Override
  public Atom claim(Atom first, Object scope, int order, Atom name) {
    throw alternatives();
  }

  @Override
  public int match(CodeSite site, Atom value, @Nullable Atom[] slots, Object scope) {
    throw alternatives();
  }
}
