package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a method lie at present, and how they get there. Between two instructions of
 * the IR nothing lies on the stack of the JVM.
 */
abstract class PlacedValues extends ValueLoads {

  private static final int SCRATCH = -1;
  final Slots slots;

  /** What is known now. */
  private State state;

  /** The stretch that the present instruction is part of, if its instructions share exits. */
  private @Nullable Stretch stretch;

  private boolean reachable = true;

  PlacedValues(CodeBuilder code, Constants constants, Slots slots, int roomSlot, State entry) {
    super(code, constants, roomSlot);
    this.slots = slots;
    this.state = entry.copy();
  }

  /** Whether the method may give several values: then it is told what waits for them. */
  public abstract boolean isResumable();

  /** The JVM variables of the method. */
  public Slots slots() {
    return slots;
  }

  /** What is known now; the writer's own. */
  public State state() {
    return state;
  }

  /** Goes on with another state. */
  public void setState(State next) {
    state = next;
    reachable = true;
  }

  boolean isReachable() {
    return reachable;
  }

  /** Nothing gets here. */
  public void endFlow() {
    reachable = false;
  }

  /** The stretch that the present instruction is part of, if its instructions share exits. */
  public @Nullable Stretch stretch() {
    return stretch;
  }

  /** Goes on within a stretch, or outside of any. */
  public void setStretch(@Nullable Stretch next) {
    stretch = next;
  }

  /** What comes now cannot be done again: from here on nothing leaves at what lies before. */
  void endStretch() {
    stretch = null;
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
    int places = slots.isVisited(slot) ? state.places() : 0;
    for (int other = 0; other < places; other++) {
      if (other != place
          && state.at(other) instanceof Value.Stored stored
          && stored.slot() == slot) {
        code.load(Types.local(stored.lane()), slot);
        storeAt(other, stored.lane());
      }
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
  public void place(JvmLabel label) {
    code.place(label);
    frame(state, List.of());
  }
}
