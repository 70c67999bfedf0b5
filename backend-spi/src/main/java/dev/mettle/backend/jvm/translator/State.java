package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the locals and the operands at one place of the code. Places are numbered: first
 * the locals, then the operands from the deepest on.
 */
final class State {

  private final Slots slots;
  private final @Nullable Value[] locals;
  private final List<Value> operands;

  /** What was found to hold, and nothing has run since that could change it. */
  private Set<Object> sure = Set.of();

  State(Slots slots, int localCount) {
    this(slots, new @Nullable Value[localCount], new ArrayList<>());
  }

  private State(Slots slots, @Nullable Value[] locals, List<Value> operands) {
    this.slots = slots;
    this.locals = locals;
    this.operands = operands;
  }

  State copy() {
    State copy = new State(slots, locals.clone(), new ArrayList<>(operands));
    copy.sure = sure;
    return copy;
  }

  int localCount() {
    return locals.length;
  }

  int depth() {
    return operands.size();
  }

  /** The number of places; those of locals that are not set included. */
  int places() {
    return locals.length + operands.size();
  }

  /** The value at a place; null for a local that is not set, or not needed any more. */
  @Nullable Value at(int place) {
    return place < locals.length ? locals[place] : operands.get(place - locals.length);
  }

  void set(int place, Value value) {
    slots.put(place, value);
    if (place < locals.length) {
      locals[place] = value;
    } else {
      operands.set(place - locals.length, value);
    }
  }

  /** The value of a local that the verifier knows to be set. */
  Value local(int index) {
    Value value = locals[index];
    if (value == null) {
      throw new IllegalStateException("local " + index + " is not set");
    }
    return value;
  }

  Value operand(int height) {
    return operands.get(height);
  }

  /** An operand counted from the top, 0 for the topmost. */
  Value fromTop(int index) {
    return operands.get(operands.size() - 1 - index);
  }

  /** The place that the next operand will have. */
  int nextPlace() {
    return places();
  }

  void push(Value value) {
    slots.put(nextPlace(), value);
    operands.add(value);
  }

  Value pop() {
    return operands.removeLast();
  }

  /** Takes the topmost operands off, the deepest first. */
  List<Value> pop(int count) {
    List<Value> top = operands.subList(operands.size() - count, operands.size());
    List<Value> popped = List.copyOf(top);
    top.clear();
    return popped;
  }

  /** Forgets a local that is read no more. */
  void forget(int local) {
    locals[local] = null;
  }

  /** Forgets the locals that are read no more. */
  void keep(BitSet live) {
    for (int i = 0; i < locals.length; i++) {
      if (!live.get(i)) {
        locals[i] = null;
      }
    }
  }

  /** Whether a call's target, or the code of a function, is known to be what it was. */
  boolean isSure(Object of) {
    return sure.contains(of);
  }

  /** Notes that it is. */
  void beSure(Object of) {
    Set<Object> more = new HashSet<>(sure);
    more.add(of);
    sure = Set.copyOf(more);
  }

  /** Something has run that may change anything. */
  void beUnsure() {
    sure = Set.of();
  }

  /** Whether as much is sure as in another state; not part of what makes two states equal. */
  boolean isAsSure(State other) {
    return sure.equals(other.sure);
  }

  /**
   * What holds if either this state or another one does. Where they differ, a value is at home in
   * its place; and nothing else is then left in that home.
   */
  State merge(State other) {
    State merged = copy();
    if (!sure.isEmpty()) {
      Set<Object> both = new HashSet<>(sure);
      both.retainAll(other.sure);
      merged.sure = Set.copyOf(both);
    }
    boolean[] moved = new boolean[places()];
    for (int place = 0; place < places(); place++) {
      Value mine = at(place);
      Value theirs = other.at(place);
      if (mine == null || theirs == null) {
        merged.clear(place);
      } else if (!mine.equals(theirs)) {
        merged.moveHome(place, mine.lane() == theirs.lane() ? mine.lane() : Lane.REFERENCE);
        moved[place] = true;
      }
    }
    for (boolean again = true; again; ) {
      again = false;
      for (int place = 0; place < places(); place++) {
        if (!moved[place] && merged.at(place) instanceof Value.Stored stored) {
          int owner = slots.placeOf(stored.slot());
          if (owner != place && owner < moved.length && moved[owner]) {
            merged.moveHome(place, stored.lane());
            moved[place] = true;
            again = true;
          }
        }
      }
    }
    return merged;
  }

  private void moveHome(int place, Lane lane) {
    set(place, new Value.Stored(lane, slots.home(place, lane)));
  }

  private void clear(int place) {
    if (place < locals.length) {
      locals[place] = null;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State that
        && Arrays.equals(locals, that.locals)
        && operands.equals(that.operands);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(locals) * 31 + operands.hashCode();
  }
}
