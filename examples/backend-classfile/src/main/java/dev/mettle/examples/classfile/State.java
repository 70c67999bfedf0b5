package dev.mettle.examples.classfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all locals and operands before an instruction. Places are numbered: first the
 * locals, then the operands from the deepest on.
 */
final class State {

  private final @Nullable Val[] locals;
  private final List<Val> operands;

  State(int localCount) {
    this(new @Nullable Val[localCount], new ArrayList<>());
  }

  private State(@Nullable Val[] locals, List<Val> operands) {
    this.locals = locals;
    this.operands = operands;
  }

  State copy() {
    return new State(locals.clone(), new ArrayList<>(operands));
  }

  int localCount() {
    return locals.length;
  }

  int depth() {
    return operands.size();
  }

  int places() {
    return locals.length + operands.size();
  }

  /** What is known of a place; null for a local that is not set, or is not read again. */
  @Nullable Val at(int place) {
    return place < locals.length ? locals[place] : operands.get(place - locals.length);
  }

  /** What is known of a place that holds something. */
  Val val(int place) {
    return Objects.requireNonNull(at(place), () -> "place " + place + " is not set");
  }

  /** The place of an operand, counted from the top, 0 for the topmost. */
  int top(int index) {
    return places() - 1 - index;
  }

  Val fromTop(int index) {
    return val(top(index));
  }

  void setLocal(int local, Val val) {
    locals[local] = val;
  }

  void set(int place, Val val) {
    if (place < locals.length) {
      locals[place] = val;
    } else {
      operands.set(place - locals.length, val);
    }
  }

  State push(Val val) {
    operands.add(val);
    return this;
  }

  State drop(int count) {
    operands.subList(operands.size() - count, operands.size()).clear();
    return this;
  }

  /** Forgets the locals that are not among {@code live}. */
  State keep(Set<Integer> live) {
    for (int i = 0; i < locals.length; i++) {
      if (!live.contains(i)) {
        locals[i] = null;
      }
    }
    return this;
  }

  /** What holds if this state or another one is the case. */
  State join(State other) {
    State joined = copy();
    for (int place = 0; place < places(); place++) {
      Val mine = at(place);
      Val theirs = other.at(place);
      if (mine == null || theirs == null) {
        joined.locals[place] = null;
      } else {
        joined.set(place, mine.join(theirs));
      }
    }
    return joined;
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
