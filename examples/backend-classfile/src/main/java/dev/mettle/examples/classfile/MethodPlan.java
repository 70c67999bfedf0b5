package dev.mettle.examples.classfile;

import dev.mettle.backend.jvm.assembler.UnitClass;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FrameLayout.Slot;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.Version;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A method of the class: a version of a function, or what goes on from frames of a version that
 * waited for a value.
 */
final class MethodPlan {

  private final Version version;
  private final UnitFunction function;
  private final String name;
  private final @Nullable FrameLayout resumed;
  private @Nullable Lane delivered;
  private @Nullable Lane result;
  private @Nullable Flow flow;

  /** A version. */
  MethodPlan(Version version, UnitFunction function, int number) {
    this.version = version;
    this.function = function;
    this.name = "f" + number;
    this.resumed = null;
  }

  /** What goes on from the frames of a version. */
  MethodPlan(MethodPlan origin, FrameLayout layout, Lane delivered, int number) {
    this.version = origin.version;
    this.function = origin.function;
    this.name = "r" + number;
    this.resumed = layout;
    this.delivered = delivered;
  }

  Version version() {
    return version;
  }

  UnitFunction function() {
    return function;
  }

  String name() {
    return name;
  }

  /** The layout of the frames that it goes on from; null for a version. */
  @Nullable FrameLayout resumed() {
    return resumed;
  }

  /** The lane of the value that the frames waited for. */
  Lane delivered() {
    return Objects.requireNonNull(delivered);
  }

  /** The lane of the result; null as long as no way to a result is known. */
  @Nullable Lane result() {
    return result;
  }

  /** The lane in which the method gives its result, or says by any value that there is none. */
  Lane resultLane() {
    Lane known = result;
    return known == null ? Lane.REFERENCE : known;
  }

  /** Takes in that there is a result in a lane; says whether that is news. */
  boolean mayReturn(Lane lane) {
    Lane known = result;
    Lane joined = known == null || known == lane ? lane : Lane.REFERENCE;
    result = joined;
    return joined != known;
  }

  /** Takes in that a value comes in a lane; says whether that is news. */
  boolean mayDeliver(Lane lane) {
    Lane joined = delivered == lane ? lane : Lane.REFERENCE;
    boolean news = joined != delivered;
    delivered = joined;
    return news;
  }

  Flow flow() {
    return Objects.requireNonNull(flow);
  }

  void setFlow(Flow found) {
    flow = found;
  }

  /** Whether the expected type is a parameter. */
  boolean takesExpected() {
    return version.expected().isEmpty();
  }

  /** Whether the function has the expected type behind its arguments, as all of programs have. */
  private boolean hasExpected() {
    return function.function().parameterCount() > version.lanes().size();
  }

  /** The local that holds the expected type: the last parameter. */
  int expectedLocal() {
    return version.lanes().size();
  }

  /** The lanes of the parameters of a version, the expected type among them. */
  List<Lane> parameterLanes() {
    List<Lane> lanes = new ArrayList<>(version.lanes());
    if (takesExpected()) {
      lanes.add(Lane.REFERENCE);
    }
    return lanes;
  }

  /** The type of the method: what goes on from a frame finds everything in the context. */
  MethodTypeDesc type() {
    if (resumed != null) {
      return UnitClass.ENTRY;
    }
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(Types.CONTEXT);
    parameterLanes().forEach(lane -> parameters.add(lane.descriptor()));
    parameters.add(ConstantDescs.CD_int);
    return MethodTypeDesc.of(resultLane().descriptor(), parameters);
  }

  /** How many slots the parameters of a version take, the context and the room among them. */
  int parameterSlots() {
    return 2 + parameterLanes().stream().mapToInt(Lane::slots).sum();
  }

  /** What is known where the method begins. */
  State start() {
    State state = new State(function.function().localCount());
    FrameLayout layout = resumed;
    if (layout == null) {
      for (int i = 0; i < version.lanes().size(); i++) {
        state.setLocal(i, Val.in(version.lanes().get(i)));
      }
      if (hasExpected()) {
        state.setLocal(
            expectedLocal(), version.expected().map(Val::type).orElse(Val.in(Lane.REFERENCE)));
      }
      return state;
    }
    TreeMap<Integer, Val> operands = new TreeMap<>();
    for (Slot slot : layout.slots()) {
      if (slot.isLocal()) {
        state.setLocal(slot.index(), Val.in(slot.lane()));
      } else {
        operands.put(slot.index(), Val.in(slot.lane()));
      }
    }
    operands.values().forEach(state::push);
    return state.push(Val.in(delivered()));
  }

  /** The instruction that the method begins with. */
  int startOffset() {
    FrameLayout layout = resumed;
    return layout == null ? 0 : layout.irOffset() + 1;
  }
}
