package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all instructions of a method have in common: where its values lie, how they are moved, and
 * how it is left. Between two instructions of the IR nothing lies on the stack of the JVM.
 */
final class MethodWriter implements Standing.Method {

  private static final int SCRATCH = -1;
  private static final int CONTEXT = 0;

  private final Unit unit;
  private final VersionCode version;
  private final CodeBuilder code;
  private final Constants constants;
  private final Layouts layouts;
  private final Slots slots;
  private final int roomSlot;
  private final Exits exits = new Exits(this);
  private final Standing standing;
  private final List<Handler> handlers = new ArrayList<>();

  private record Handler(JvmLabel from, JvmLabel to, JvmLabel target) {}

  /** What is known now. */
  private State state;

  /** What was known when the present instruction began. */
  private State before;

  /** The stretch that the present instruction is part of, if its instructions share exits. */
  private @Nullable Stretch stretch;

  private int offset;
  private int block;
  private boolean reachable = true;

  MethodWriter(
      Unit unit,
      VersionCode version,
      Constants constants,
      Layouts layouts,
      Slots slots,
      int roomSlot,
      State entry) {
    this.unit = unit;
    this.standing = new Standing(this, unit.footing());
    this.version = version;
    this.constants = constants;
    this.layouts = layouts;
    this.slots = slots;
    this.roomSlot = roomSlot;
    this.code = new CodeBuilder(version.name(), version.type(), unit.longestCode());
    this.state = entry.copy();
    this.before = state;
  }

  @Override
  public CodeBuilder code() {
    return code;
  }

  @Override
  public Constants constants() {
    return constants;
  }

  Slots slots() {
    return slots;
  }

  Exits exits() {
    return exits;
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
    Stretch shared = stretch;
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

  /** What is known now; the writer's own. */
  @Override
  public State state() {
    return state;
  }

  /** Goes on with another state. */
  @Override
  public void setState(State next) {
    state = next;
    reachable = true;
  }

  boolean isReachable() {
    return reachable;
  }

  /** Nothing gets here. */
  @Override
  public void endFlow() {
    reachable = false;
  }

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
    before = state.copy();
    if (!mayRepeat) {
      endStretch();
    } else if (stretch == null && sharesExits()) {
      State beginning = state.copy();
      beginning.keep(liveAt(at));
      stretch = new Stretch(at, beginning);
    }
  }

  /** Whether the instructions of a stretch share exits, since the code would be too long else. */
  boolean sharesExits() {
    return unit.sharesExits(version.version().function());
  }

  /** The stretch that the present instruction is part of, if its instructions share exits. */
  @Override
  public @Nullable Stretch stretch() {
    return stretch;
  }

  /** Goes on within a stretch, or outside of any. */
  @Override
  public void setStretch(@Nullable Stretch next) {
    stretch = next;
  }

  /** What comes now cannot be done again: from here on nothing leaves at what lies before. */
  void endStretch() {
    stretch = null;
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
    Stretch shared = stretch;
    return shared == null
        ? exits.leave(offset, reason, before)
        : exits.leave(shared.offset(), reason, shared.state());
  }

  /**
   * The way out that leaves at another instruction, with the present state, or where the stretch
   * begins that leads there.
   */
  JvmLabel leaveFor(int target, LeaveReason reason) {
    return stretch == null ? exits.leave(target, reason, state) : leave(reason);
  }

  // ------------------------------------------------------------------ moving values

  @Override
  public void loadContext() {
    code.load(JvmType.REFERENCE, CONTEXT);
  }

  /** Takes what this method needs off the room, once and for all. */
  void takeRoom() {
    code.load(JvmType.INT, roomSlot);
    code.pushIntLater(this::cost);
    code.op(JvmOp.ISUB);
    code.store(JvmType.INT, roomSlot);
  }

  /** Pushes the room that calls have which this method makes. */
  @Override
  public void loadRoom() {
    code.load(JvmType.INT, roomSlot);
  }

  int roomSlot() {
    return roomSlot;
  }

  @Override
  public void loadContinuation() {
    code.load(JvmType.REFERENCE, roomSlot - 1);
  }

  /** What a call of this method takes of the stack, in units of 64 bytes. */
  private int cost() {
    int bytes = (code.maxLocals() + code.maxStack()) * 8 + 64;
    return (bytes + 63) / 64;
  }

  /** Pushes a value onto the stack of the JVM, in a lane. */
  @Override
  public void load(Value value, Lane lane) {
    switch (value) {
      case Value.Known known -> pushConstant(known.atom(), lane);
      case Value.Stored stored -> {
        code.load(Types.local(stored.lane()), stored.slot());
        convert(stored.lane(), lane);
      }
    }
  }

  private void pushConstant(Atom atom, Lane lane) {
    switch (lane) {
      case LONG -> code.pushLong(((LongAtom) atom).value());
      case DOUBLE -> code.pushDouble(((NumberAtom) atom).doubleValue());
      case BOOLEAN -> code.pushInt(((BoolAtom) atom).value() ? 1 : 0);
      case REFERENCE -> constants.pushAtom(code, atom);
      case OBJECT -> throw new IllegalStateException("a constant is an atom");
    }
  }

  private void convert(Lane from, Lane to) {
    if (from == to) {
      return;
    }
    if (to == Lane.REFERENCE) {
      code.invokeStatic(Types.box(from), "of", Types.boxing(from));
    } else if (from == Lane.LONG && to == Lane.DOUBLE) {
      code.op(JvmOp.L2D);
    } else {
      throw new IllegalStateException("no way from lane " + from + " to " + to);
    }
  }

  void loadWord(Value value) {
    load(value, value.lane());
    switch (value.lane()) {
      case BOOLEAN -> code.op(JvmOp.I2L);
      case DOUBLE ->
          code.invokeStatic(Types.desc(Double.class), "doubleToRawLongBits", UnitTypes.DOUBLE_BITS);
      case LONG, REFERENCE, OBJECT -> {}
    }
  }

  void loadReference(Value value) {
    load(value, value.lane() == Lane.OBJECT ? Lane.OBJECT : Lane.REFERENCE);
  }

  @Override
  public void loadReferences(List<Value> values) {
    code.pushInt(values.size());
    code.newArray(CD_Object);
    for (int i = 0; i < values.size(); i++) {
      code.op(JvmOp.DUP);
      code.pushInt(i);
      loadReference(values.get(i));
      code.op(JvmOp.AASTORE);
    }
  }

  @Override
  public void loadWords(List<Value> values) {
    code.pushInt(values.size());
    code.newLongArray();
    for (int i = 0; i < values.size(); i++) {
      code.op(JvmOp.DUP);
      code.pushInt(i);
      loadWord(values.get(i));
      code.op(JvmOp.LASTORE);
    }
  }

  /** Pushes an array of atoms. */
  void loadArray(List<? extends @Nullable Value> values) {
    code.pushInt(values.size());
    code.newArray(Types.ATOM);
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if (value != null) {
        code.op(JvmOp.DUP);
        code.pushInt(i);
        load(value, Lane.REFERENCE);
        code.op(JvmOp.AASTORE);
      }
    }
  }

  /** Takes the value from the stack of the JVM as the next operand. */
  void result(Lane lane) {
    int place = state.nextPlace();
    state.push(storeHome(place, lane));
  }

  /** Takes the value from the stack of the JVM into a place that is there already. */
  void storeAt(int place, Lane lane) {
    state.set(place, storeHome(place, lane));
  }

  private Value storeHome(int place, Lane lane) {
    int slot = slots.home(place, lane);
    vacate(slot, place);
    Stretch shared = stretch;
    if (shared != null && shared.uses(slot)) {
      endStretch();
    }
    code.store(Types.local(lane), slot);
    return new Value.Stored(lane, slot);
  }

  /** Moves what other places have in the home of a place to their own. */
  private void vacate(int slot, int place) {
    for (int other = 0; other < state.places(); other++) {
      if (other != place
          && state.at(other) instanceof Value.Stored stored
          && stored.slot() == slot) {
        code.load(Types.local(stored.lane()), slot);
        storeAt(other, stored.lane());
      }
    }
  }

  /**
   * Takes the value at a place for one of a lane, and leaves where it is none. The instruction
   * begins anew behind it.
   */
  void unbox(int place, Lane lane, LeaveReason reason) {
    Value value = Objects.requireNonNull(state.at(place));
    load(value, Lane.REFERENCE);
    code.instanceOf(Types.box(lane));
    code.branch(JvmBranch.IFEQ, leave(reason));
    load(value, Lane.REFERENCE);
    code.checkCast(Types.box(lane));
    code.invokeVirtual(Types.box(lane), "value", Types.unboxing(lane));
    storeAt(place, lane);
    before = state.copy();
  }

  /** Leaves at the present instruction, whatever the values are. */
  void leaveAlways(LeaveReason reason) {
    code.branch(JvmBranch.GOTO, leave(reason));
    endFlow();
  }

  /** Handles what exact arithmetic throws between two labels. */
  void addHandler(JvmLabel from, JvmLabel to) {
    Stretch shared = stretch;
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

  /** Takes a truth value or a small number from the stack of the JVM for a moment. */
  Value.Stored scratchInt() {
    int slot = slots.home(SCRATCH, Lane.BOOLEAN);
    code.store(JvmType.INT, slot);
    return new Value.Stored(Lane.BOOLEAN, slot);
  }

  /** Takes a reference from the stack of the JVM for a moment: until a label is placed. */
  Value.Stored scratch(Lane lane) {
    int slot = slots.home(SCRATCH, lane);
    code.store(JvmType.REFERENCE, slot);
    return new Value.Stored(lane, slot);
  }

  /** Calls a method of the context, which lies on the stack of the JVM beneath its arguments. */
  @Override
  public void invoke(String name, MethodTypeDesc type) {
    code.invokeVirtual(UnitTypes.CONTEXT, name, type);
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

  /** Pushes what the present instruction keeps. */
  void pushSite() {
    constants.push(
        code,
        Objects.requireNonNull(version.function().sites().get(offset), "no site"),
        UnitTypes.SITE);
  }

  /** Brings the present values into the places that another state has them in. */
  void move(State to) {
    List<Value.Stored> stores = new ArrayList<>();
    for (int place = 0; place < to.places(); place++) {
      Value wanted = to.at(place);
      Value actual = state.at(place);
      if (wanted instanceof Value.Stored stored && !wanted.equals(actual)) {
        if (actual == null) {
          throw new IllegalStateException("nothing is at place " + place);
        }
        load(actual, stored.lane());
        stores.add(stored);
      }
    }
    for (Value.Stored store : stores.reversed()) {
      code.store(Types.local(store.lane()), store.slot());
    }
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

  @Override
  public void frame(State known, List<FrameType> stack) {
    @Nullable FrameType[] used = new @Nullable FrameType[slots.count()];
    used[CONTEXT] = UnitTypes.CONTEXT_IN_FRAME;
    used[roomSlot] = FrameType.Simple.INT;
    int last = roomSlot;
    if (isResumable()) {
      used[roomSlot - 1] = UnitTypes.FRAME_IN_FRAME;
    }
    last = Math.max(last, addTypes(used, known));
    Stretch shared = stretch;
    if (shared != null) {
      last = Math.max(last, addTypes(used, shared.state()));
    }
    List<FrameType> locals = new ArrayList<>(last + 1);
    for (int slot = 0; slot <= last; slot++) {
      FrameType type = used[slot];
      locals.add(type == null ? FrameType.Simple.TOP : type);
      if (type == FrameType.Simple.LONG || type == FrameType.Simple.DOUBLE) {
        slot++;
      }
    }
    code.frame(locals, stack);
  }

  /** Adds the types of the values of a state to those of the slots; gives the last slot. */
  private static int addTypes(@Nullable FrameType[] used, State known) {
    int last = 0;
    for (int place = 0; place < known.places(); place++) {
      if (known.at(place) instanceof Value.Stored stored) {
        used[stored.slot()] = UnitTypes.inFrame(stored.lane());
        last = Math.max(last, stored.slot());
      }
    }
    return last;
  }

  /** Places a label that jumps of the present state reach. */
  @Override
  public void place(JvmLabel label) {
    code.place(label);
    frame(state, List.of());
  }
}
