package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.backend.spi.UnitFunction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all instructions of a method have in common: where the code stands, and how it is left. */
final class MethodWriter extends PlacedValues implements Standing.Method {

  private final Unit unit;
  private final VersionCode version;
  private final Layouts layouts;
  private final Exits exits = new Exits(this);
  private final Standing standing;
  private final List<Handler> handlers = new ArrayList<>();

  private record Handler(JvmLabel from, JvmLabel to, JvmLabel target) {}

  /** What was known when the present instruction began. */
  private State before;

  private int offset;
  private int block;

  MethodWriter(
      Unit unit,
      VersionCode version,
      Constants constants,
      Layouts layouts,
      Slots slots,
      int roomSlot,
      State entry) {
    super(
        new CodeBuilder(version.name(), version.type(), unit.longestCode()),
        constants,
        slots,
        roomSlot,
        entry);
    this.unit = unit;
    this.standing = new Standing(this, unit.footing());
    this.version = version;
    this.layouts = layouts;
    this.before = state();
  }

  Exits exits() {
    return exits;
  }

  /** Something runs here that may change rules and types. */
  void runsOther() {
    state().beUnsure();
    version.disturb();
  }

  /** What the code relies on. */
  Standing standing() {
    return standing;
  }

  @Override
  public FunctionCode functionCode() {
    return version.function().code();
  }

  /** Whether operands of unknown kind are taken for numbers. */
  boolean guesses() {
    return unit.guesses();
  }

  /** Whether ways that are seldom taken are compiled, too, at the present instruction. */
  boolean isThorough() {
    return isCompiled(offset) || isTaken(block);
  }

  /**
   * Whether values are likely to be variables, or to hold some: with several results, and once code
   * has left. Then they are followed where they are looked at.
   */
  boolean meetsVariables() {
    UnitFunction function = version.function();
    return isResumable() || function.thorough() || !function.left().isEmpty();
  }

  /** Whether a way that begins at an instruction is compiled, though it is seldom taken. */
  boolean isCompiled(int target) {
    Stretch shared = stretch();
    return isTaken(target) || shared != null && isTaken(shared.offset());
  }

  private boolean isTaken(int target) {
    UnitFunction function = version.function();
    return function.thorough() || function.left().contains(target);
  }

  @Override
  public BitSet liveAt(int at) {
    return unit.liveness(version.version().function()).at(at);
  }

  @Override
  public Lane resultLane() {
    return version.result();
  }

  @Override
  public boolean isResumable() {
    return version.isResumable();
  }

  // ------------------------------------------------------------------ where the code stands

  /** Begins a block. */
  void beginBlock(int at) {
    block = at;
  }

  /**
   * Begins an instruction.
   *
   * @param mayRepeat whether it may be part of a stretch
   */
  void begin(int at, boolean mayRepeat) {
    offset = at;
    before = state().copy();
    if (!mayRepeat) {
      endStretch();
    } else if (stretch() == null && sharesExits()) {
      State beginning = state().copy();
      beginning.keep(liveAt(at));
      setStretch(new Stretch(at, beginning));
    }
  }

  /** Whether the instructions of a stretch share exits, since the code would be too long else. */
  boolean sharesExits() {
    return unit.sharesExits(version.version().function());
  }

  /** The present instruction. */
  int offset() {
    return offset;
  }

  /**
   * The way out that leaves at the present instruction, before it did anything, or where its
   * stretch begins.
   */
  @Override
  public JvmLabel leave(LeaveReason reason) {
    Stretch shared = stretch();
    return shared == null
        ? exits.leave(offset, reason, before)
        : exits.leave(shared.offset(), reason, shared.state());
  }

  /**
   * The way out that leaves at another instruction, with the present state, or where the stretch
   * begins that leads there.
   */
  JvmLabel leaveFor(int target, LeaveReason reason) {
    return stretch() == null ? exits.leave(target, reason, state()) : leave(reason);
  }

  // ------------------------------------------------------------------ what instructions do

  /**
   * Takes the value at a place for one of a lane, and leaves where it is none. The instruction
   * begins anew behind it.
   */
  void unbox(int place, Lane lane, LeaveReason reason) {
    Value value = Objects.requireNonNull(state().at(place));
    load(value, Lane.REFERENCE);
    code.instanceOf(Types.box(lane));
    code.branch(JvmBranch.IFEQ, leave(reason));
    load(value, Lane.REFERENCE);
    code.checkCast(Types.box(lane));
    code.invokeVirtual(Types.box(lane), "value", Types.unboxing(lane));
    storeAt(place, lane);
    before = state().copy();
  }

  /** Leaves at the present instruction, whatever the values are. */
  void leaveAlways(LeaveReason reason) {
    code.branch(JvmBranch.GOTO, leave(reason));
    endFlow();
  }

  /** Handles what exact arithmetic throws between two labels. */
  void addHandler(JvmLabel from, JvmLabel to) {
    Stretch shared = stretch();
    JvmLabel target =
        shared == null
            ? exits.overflow(offset, before)
            : exits.overflow(shared.offset(), shared.state());
    handlers.add(new Handler(from, to, target));
  }

  /** Writes what lies behind the code. */
  void finish() {
    endStretch();
    standing.write();
    exits.write();
    for (Handler handler : handlers) {
      code.handler(handler.from(), handler.to(), handler.target(), Types.ARITHMETIC_EXCEPTION);
    }
  }

  /** Calls the routine that checks a call of values in these lanes. */
  void invokeCheck(List<Lane> lanes) {
    CodeBuilder routine = unit.checks().of(lanes);
    code.invokeStatic(unit.className(), routine.name(), routine.type());
  }

  /**
   * Captures the frame whose layout and values, primitive ones first, lie on the stack of the JVM
   * above the context; null, or anything primitive, takes their place.
   *
   * @param waits whether it is captured only if the machine unwinds
   */
  @Override
  public void leave(boolean waits, List<Lane> lanes, Lane result) {
    CodeBuilder routine = unit.leaves().of(waits, lanes, result);
    code.invokeStatic(unit.className(), routine.name(), routine.type());
  }

  /** The query that begins with the present instruction, if one does. */
  @Nullable QuerySite querySite() {
    return version.function().sites().get(offset) instanceof QuerySite site ? site : null;
  }

  /** Pushes a query. */
  void pushQuery(QuerySite site) {
    constants.push(code, site, UnitTypes.QUERY_SITE);
  }

  /** Says which instruction has the machine do something: errors that come of it have its place. */
  void tellPlace() {
    loadContext();
    pushSite();
    invoke("begins", UnitTypes.BEGINS);
  }

  /** Whether the present instruction keeps something. */
  boolean hasSite() {
    return version.function().sites().get(offset) != null;
  }

  /** Pushes what the present instruction keeps. */
  void pushSite() {
    constants.push(
        code,
        Objects.requireNonNull(version.function().sites().get(offset), "no site"),
        UnitTypes.SITE);
  }

  // ------------------------------------------------------------------ constants and frames

  @Override
  public void waits(FrameLayout layout, Lane delivered) {
    unit.waits(version, layout, delivered);
  }

  /** Notes that compiled code goes on from frames of a layout at an instruction. */
  void goesOn(FrameLayout layout, int target, int start) {
    unit.goesOn(version, layout, target, start);
  }

  /** The same with a value in a lane. */
  void goesOnWith(FrameLayout layout, int start, Lane delivered) {
    unit.goesOn(version, layout, start, delivered);
  }

  @Override
  public void pushLayout(FrameLayout layout) {
    constants.push(code, layouts.kept(layout), UnitTypes.LAYOUT);
  }
}
