package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FrameLayout.Slot;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways out of a method that capture its frame, behind its code. */
final class Exits {

  private enum Way {
    JUMP,
    EXCEPTION,
    WAIT
  }

  private record Place(Way way, int offset, LeaveReason reason) {}

  private record Exit(Label label, State state) {}

  private final MethodCode method;
  private final Map<Place, Exit> exits = new LinkedHashMap<>();
  private @Nullable Label nothing;

  Exits(MethodCode method) {
    this.method = method;
  }

  Label leave(int offset, State state, LeaveReason reason) {
    return label(new Place(Way.JUMP, offset, reason), state);
  }

  Label overflow(int offset, State state) {
    return label(new Place(Way.EXCEPTION, offset, LeaveReason.INTEGER_RANGE), state);
  }

  Label waiting(int offset, State beneath) {
    return label(new Place(Way.WAIT, offset, LeaveReason.DEPTH), beneath);
  }

  Label nothing() {
    Label known = nothing;
    if (known == null) {
      known = method.code().newLabel();
      nothing = known;
    }
    return known;
  }

  private Label label(Place place, State state) {
    return exits
        .computeIfAbsent(place, p -> new Exit(method.code().newLabel(), state.copy()))
        .label();
  }

  /** Writes them all. */
  void write() {
    CodeBuilder code = method.code();
    exits.forEach(
        (place, exit) -> {
          code.labelBinding(exit.label());
          switch (place.way()) {
            case JUMP -> {}
            case EXCEPTION -> code.pop();
            case WAIT -> method.unlessUnwinding(nothing());
          }
          capture(place, exit.state());
          code.pop();
          method.returnNothing();
        });
    Label label = nothing;
    if (label != null) {
      code.labelBinding(label);
      method.returnNothing();
    }
  }

  /** The layout of the frames of an exit: what is in primitive lanes comes first. */
  static FrameLayout layout(
      UnitPlan unit, MethodPlan plan, int offset, boolean waits, LeaveReason reason, State state) {
    List<Slot> slots = new ArrayList<>();
    places(state, true).forEach(place -> slots.add(slot(state, place)));
    places(state, false).forEach(place -> slots.add(slot(state, place)));
    return unit.layout(new FrameLayout(plan.function().code(), offset, waits, reason, slots));
  }

  private static Slot slot(State state, int place) {
    boolean isLocal = place < state.localCount();
    Val val = state.val(place);
    return new Slot(isLocal, isLocal ? place : place - state.localCount(), lane(val));
  }

  /** Constants are captured as atoms, types among them. */
  private static Lane lane(Val val) {
    return val.constant() == null ? val.lane() : Lane.REFERENCE;
  }

  private static List<Integer> places(State state, boolean primitive) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < state.places(); place++) {
      Val val = state.at(place);
      if (val != null && (lane(val) != Lane.REFERENCE) == primitive) {
        places.add(place);
      }
    }
    return places;
  }

  private void capture(Place place, State held) {
    boolean waits = place.way() == Way.WAIT;
    State state = held.keep(method.flow().liveAt(waits ? place.offset() + 1 : place.offset()));
    FrameLayout layout =
        layout(method.unit(), method.plan(), place.offset(), waits, place.reason(), state);
    method.context().push(layout, Types.LAYOUT);
    List<Integer> words = places(state, true);
    List<Integer> atoms = places(state, false);
    List<ClassDesc> parameters = new ArrayList<>(List.of(Types.LAYOUT));
    if (words.size() + atoms.size() <= 2) {
      for (int word : words) {
        pushWord(state, word);
        parameters.add(ConstantDescs.CD_long);
      }
      for (int atom : atoms) {
        method.load(state, atom, Lane.REFERENCE);
        parameters.add(ConstantDescs.CD_Object);
      }
    } else {
      CodeBuilder code = method.code();
      code.loadConstant(words.size()).newarray(TypeKind.LONG);
      for (int i = 0; i < words.size(); i++) {
        code.dup().loadConstant(i);
        pushWord(state, words.get(i));
        code.lastore();
      }
      method.loadArray(state, atoms);
      parameters.add(ConstantDescs.CD_long.arrayType());
      parameters.add(ConstantDescs.CD_Object.arrayType());
    }
    method.invoke("leave", Types.ATOM, parameters.toArray(new ClassDesc[0]));
  }

  /** Pushes a primitive value as 64 bits. */
  private void pushWord(State state, int place) {
    Lane lane = state.val(place).lane();
    method.load(state, place, lane);
    switch (lane) {
      case BOOLEAN -> method.code().i2l();
      case DOUBLE ->
          method
              .code()
              .invokestatic(
                  Types.desc(Double.class),
                  "doubleToRawLongBits",
                  MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
      case LONG, REFERENCE, OBJECT -> {}
    }
  }
}
