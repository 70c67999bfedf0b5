package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
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

  /** What is written of the method that is left. */
  interface Method {

    /** The code of the method. */
    CodeBuilder code();

    /** The JVM variables of the method. */
    Slots slots();

    /** The frame of the next instruction for a state, with other things on the JVM's stack. */
    void frame(State known, List<FrameType> stack);

    /** Pushes the context. */
    void loadContext();

    /** Whether the function may give several values. */
    boolean isResumable();

    /** The locals that are live before an instruction. */
    BitSet liveAt(int at);

    /** The function. */
    FunctionCode functionCode();

    /** Pushes a layout. */
    void pushLayout(FrameLayout layout);

    /** Notes that compiled code goes on from frames of a layout, with a value of a lane. */
    void waits(FrameLayout layout, Lane delivered);

    /** Pushes an array of primitive values as frames keep them. */
    void loadWords(List<Value> values);

    /** Pushes an array of what is not primitive. */
    void loadReferences(List<Value> values);

    /** Pushes a value in a lane. */
    void load(Value value, Lane lane);

    /** Captures a frame by a routine of the class; context, layout and values are on the stack. */
    void leave(boolean waits, List<Lane> lanes, Lane result);

    /** Calls a method of the context. */
    void invoke(String name, MethodTypeDesc type);

    /** Pushes what the values of a function are for that may give several. */
    void loadContinuation();

    /** The lane of its result. */
    Lane resultLane();
  }

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
      Kind kind, int offset, LeaveReason reason, State state, @Nullable Lane delivered) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Exit that
          && kind == that.kind
          && offset == that.offset
          && reason == that.reason
          && delivered == that.delivered
          && state.equals(that.state);
    }

    @Override
    public int hashCode() {
      return offset;
    }
  }

  private final Method method;
  private final Map<Exit, JvmLabel> labels = new LinkedHashMap<>();
  private @Nullable JvmLabel nothing;

  Exits(Method method) {
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
      capture(exit);
    }
    JvmLabel label = nothing;
    if (label != null) {
      code.place(label);
      method.frame(new State(method.slots(), 0), List.of());
      if (method.isResumable()) {
        code.op(JvmOp.ACONST_NULL);
        returnLeft();
      } else {
        Returns.nothing(code, method.resultLane());
      }
    }
  }

  // ------------------------------------------------------------------ capturing

  private void capture(Exit exit) {
    CodeBuilder code = method.code();
    boolean waits = exit.kind() == Kind.WAIT;
    BitSet live = method.liveAt(waits ? exit.offset() + 1 : exit.offset());
    FrameContents contents = FrameContents.of(exit.state(), live, false);
    FrameLayout layout =
        new FrameLayout(
            method.functionCode(), exit.offset(), waits, exit.reason(), contents.slots());
    Lane delivered = exit.delivered();
    if (delivered != null) {
      method.waits(layout, delivered);
    }
    if (contents.slots().size() > LeaveRoutines.MAX_VALUES) {
      captureMany(contents, layout);
      returnLeft();
      return;
    }
    method.loadContext();
    method.pushLayout(layout);
    List<Value> values = new ArrayList<>(contents.words());
    values.addAll(contents.references());
    List<Lane> lanes = new ArrayList<>();
    for (Value value : values) {
      // A constant lies in the frame as an atom.
      Lane lane = value instanceof Value.Known ? Lane.REFERENCE : value.lane();
      method.load(value, lane);
      lanes.add(lane);
    }
    if (method.isResumable()) {
      method.leave(waits, lanes, Lane.REFERENCE);
      returnLeft();
    } else {
      method.leave(waits, lanes, method.resultLane());
      code.op(Returns.of(method.resultLane()));
    }
  }

  /** Captures what no routine takes. */
  private void captureMany(FrameContents contents, FrameLayout layout) {
    CodeBuilder code = method.code();
    if (layout.waits()) {
      method.loadContext();
      code.invokeVirtual(UnitTypes.CONTEXT, "status", UnitTypes.TO_INT);
      code.pushInt(ProgramContext.UNWINDING);
      code.op(JvmOp.ISUB);
      code.branch(JvmBranch.IFNE, nothing());
    }
    method.loadContext();
    method.pushLayout(layout);
    method.loadWords(contents.words());
    method.loadReferences(contents.references());
    method.invoke("leave", UnitTypes.LEAVE_MANY);
  }

  /** Links what was captured to what waits for this function's values; null is on the stack. */
  private void close() {
    method.loadContext();
    method.loadContinuation();
    method.code().invokeVirtual(UnitTypes.CONTEXT, "close", UnitTypes.CLOSE);
  }

  /** Returns the null that {@code leave} gave, or anything primitive. */
  private void returnLeft() {
    if (method.isResumable()) {
      method.code().op(JvmOp.POP);
      close();
    }
    Returns.nothingElse(method.code(), method.resultLane());
  }
}
