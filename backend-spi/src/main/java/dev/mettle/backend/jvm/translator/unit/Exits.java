package dev.mettle.backend.jvm.translator.unit;

import static java.lang.constant.ConstantDescs.CD_Object;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.translator.CodeBuilder;
import dev.mettle.backend.jvm.translator.Types;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The ways out of a method that capture its frame. They are written behind its code, one for each
 * place and each state of the values there.
 */
final class Exits {

  /** How the exit is reached. */
  private enum Kind {
    /** By a jump: the interpreter runs the instruction. */
    LEAVE,
    /** By an exception of arithmetic: the same. */
    OVERFLOW,
    /** After a call that gave no value: the frame waits for it, if there will be one. */
    WAIT
  }

  private record Exit(
      Kind kind, int offset, LeaveReason reason, State state, @Nullable Lane delivered) {}

  private final MethodWriter method;
  private final Map<Exit, JvmLabel> labels = new LinkedHashMap<>();
  private @Nullable JvmLabel nothing;

  Exits(MethodWriter method) {
    this.method = method;
  }

  /** Leaves at an instruction. */
  JvmLabel leave(int offset, LeaveReason reason, State state) {
    return label(new Exit(Kind.LEAVE, offset, reason, state, null));
  }

  /** The handler for arithmetic that leaves its range; goes on at the instruction. */
  JvmLabel overflow(int offset, State state) {
    return label(new Exit(Kind.OVERFLOW, offset, LeaveReason.INTEGER_RANGE, state, null));
  }

  /**
   * After the call at {@code offset}, which leaves the operands of {@code state} alone.
   *
   * @param delivered the lane of the value, if compiled code goes on with it
   */
  JvmLabel waiting(int offset, State state, @Nullable Lane delivered) {
    return label(new Exit(Kind.WAIT, offset, LeaveReason.DEPTH, state, delivered));
  }

  /** Returns with no value; the status says why. */
  JvmLabel nothing() {
    JvmLabel known = nothing;
    if (known == null) {
      known = method.code().newLabel();
      nothing = known;
    }
    return known;
  }

  private JvmLabel label(Exit exit) {
    JvmLabel known = labels.get(exit);
    if (known != null) {
      return known;
    }
    JvmLabel label = method.code().newLabel();
    Exit kept =
        new Exit(exit.kind(), exit.offset(), exit.reason(), exit.state().copy(), exit.delivered());
    labels.put(kept, label);
    return label;
  }

  /** Writes them all. */
  void write() {
    CodeBuilder code = method.code();
    for (Entry<Exit, JvmLabel> entry : labels.entrySet()) {
      Exit exit = entry.getKey();
      code.place(entry.getValue());
      if (exit.kind() == Kind.OVERFLOW) {
        method.frame(exit.state(), List.of(FrameType.of(Types.ARITHMETIC_EXCEPTION)));
        code.op(JvmOp.POP);
      } else {
        method.frame(exit.state(), List.of());
      }
      if (exit.kind() == Kind.WAIT) {
        method.loadContext();
        code.invokeVirtual(UnitTypes.CONTEXT, "status", UnitTypes.TO_INT);
        code.pushInt(ProgramContext.UNWINDING);
        code.op(JvmOp.ISUB);
        code.branch(JvmBranch.IFNE, nothing());
      }
      capture(exit);
      returnLeft();
    }
    JvmLabel label = nothing;
    if (label != null) {
      code.place(label);
      code.frame(List.of(FrameType.of(UnitTypes.CONTEXT)), List.of());
      returnNothing();
    }
  }

  // ------------------------------------------------------------------ capturing

  private void capture(Exit exit) {
    boolean waits = exit.kind() == Kind.WAIT;
    BitSet live = method.liveAt(waits ? exit.offset() + 1 : exit.offset());
    State state = exit.state();
    List<FrameLayout.Slot> words = new ArrayList<>();
    List<Value> wordValues = new ArrayList<>();
    List<FrameLayout.Slot> atoms = new ArrayList<>();
    List<Value> atomValues = new ArrayList<>();
    for (int place = 0; place < state.places(); place++) {
      boolean isLocal = place < state.localCount();
      Value value = state.at(place);
      if (value == null || isLocal && !live.get(place)) {
        continue;
      }
      Lane lane = value instanceof Value.Known ? Lane.REFERENCE : value.lane();
      boolean isWord = lane != Lane.REFERENCE && lane != Lane.OBJECT;
      int index = isLocal ? place : place - state.localCount();
      (isWord ? words : atoms).add(new FrameLayout.Slot(isLocal, index, lane));
      (isWord ? wordValues : atomValues).add(value);
    }
    List<FrameLayout.Slot> slots = new ArrayList<>(words);
    slots.addAll(atoms);
    method.loadContext();
    FrameLayout layout =
        new FrameLayout(method.functionCode(), exit.offset(), waits, exit.reason(), slots);
    method.pushLayout(layout);
    Lane delivered = exit.delivered();
    if (delivered != null) {
      method.waits(layout, delivered);
    }
    pushValues(wordValues, atomValues);
  }

  private void pushValues(List<Value> words, List<Value> atoms) {
    CodeBuilder code = method.code();
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(UnitTypes.LAYOUT);
    if (words.size() + atoms.size() <= 2) {
      for (Value word : words) {
        pushWord(word);
        parameters.add(Lane.LONG.descriptor());
      }
      for (Value atom : atoms) {
        loadReference(atom);
        parameters.add(CD_Object);
      }
    } else {
      code.pushInt(words.size());
      code.newLongArray();
      for (int i = 0; i < words.size(); i++) {
        code.op(JvmOp.DUP);
        code.pushInt(i);
        pushWord(words.get(i));
        code.op(JvmOp.LASTORE);
      }
      code.pushInt(atoms.size());
      code.newArray(CD_Object);
      for (int i = 0; i < atoms.size(); i++) {
        code.op(JvmOp.DUP);
        code.pushInt(i);
        loadReference(atoms.get(i));
        code.op(JvmOp.AASTORE);
      }
      parameters.add(UnitTypes.LONGS);
      parameters.add(CD_Object.arrayType());
    }
    code.invokeVirtual(UnitTypes.CONTEXT, "leave", MethodTypeDesc.of(UnitTypes.ATOM, parameters));
  }

  private void loadReference(Value value) {
    method.load(value, value.lane() == Lane.OBJECT ? Lane.OBJECT : Lane.REFERENCE);
  }

  private void pushWord(Value value) {
    CodeBuilder code = method.code();
    method.load(value, value.lane());
    switch (value.lane()) {
      case BOOLEAN -> code.op(JvmOp.I2L);
      case DOUBLE ->
          code.invokeStatic(Types.desc(Double.class), "doubleToRawLongBits", UnitTypes.DOUBLE_BITS);
      case LONG, REFERENCE, OBJECT -> {}
    }
  }

  /** Returns the null that {@code leave} gave, or anything primitive. */
  private void returnLeft() {
    if (method.resultLane() == Lane.REFERENCE) {
      method.code().op(JvmOp.ARETURN);
    } else {
      method.code().op(JvmOp.POP);
      returnNothing();
    }
  }

  private void returnNothing() {
    CodeBuilder code = method.code();
    switch (method.resultLane()) {
      case LONG -> {
        code.pushLong(0);
        code.op(JvmOp.LRETURN);
      }
      case DOUBLE -> {
        code.pushDouble(0);
        code.op(JvmOp.DRETURN);
      }
      case BOOLEAN -> {
        code.pushInt(0);
        code.op(JvmOp.IRETURN);
      }
      case REFERENCE, OBJECT -> {
        code.op(JvmOp.ACONST_NULL);
        code.op(JvmOp.ARETURN);
      }
    }
  }
}
