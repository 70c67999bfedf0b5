package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.function.IrFunction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the code of one method. Between two instructions of the IR everything lies in variables of
 * the JVM, and nothing on its stack.
 */
final class MethodCode {

  private static final int CONTEXT = 0;

  /** A class file has 16 bits for a line; what does not fit is left out. */
  private static final int MAX_LINE = 0xFFFF;

  /** Java frames are counted in units of so many bytes. */
  private static final int UNIT = 64;

  private record Detour(Label label, Edge edge) {}

  private final UnitPlan unit;
  private final MethodPlan plan;
  private final CodeBuilder code;
  private final Flow flow;
  private final Slots slots = new Slots();
  private final @Nullable Label[] labels;
  private final List<Detour> detours = new ArrayList<>();
  private final Exits exits;
  private final Label start;
  private final int room;
  private final int scratch;
  private final int atomScratch;
  private final int cost;
  private int following;

  MethodCode(UnitPlan unit, MethodPlan plan, CodeBuilder code) {
    this.unit = unit;
    this.plan = plan;
    this.code = code;
    this.flow = plan.flow();
    this.labels = new @Nullable Label[flow.size()];
    this.exits = new Exits(this);
    this.start = code.newLabel();
    if (plan.resumed() == null) {
      List<Lane> lanes = plan.parameterLanes();
      for (int i = 0; i < lanes.size(); i++) {
        slots.of(i, lanes.get(i));
      }
    }
    this.room = slots.take(1);
    this.scratch = slots.take(1);
    this.atomScratch = slots.take(1);
    int widest = 0;
    for (int offset = 0; offset < flow.size(); offset++) {
      if (flow.isReached(offset)) {
        State before = flow.before(offset);
        slots.addAll(before);
        flow.step(offset).edges().forEach(edge -> slots.addAll(edge.state()));
        widest = Math.max(widest, before.depth());
      }
    }
    int bytes = 8 * (slots.count() + 2 * widest + 12) + UNIT;
    this.cost = (bytes + UNIT - 1) / UNIT;
  }

  // ------------------------------------------------------------------ the method

  /** Writes everything. */
  void write() {
    if (plan.resumed() != null) {
      EntryCode.loadFrame(this, Objects.requireNonNull(plan.resumed()));
    }
    code.labelBinding(start);
    if (plan.resumed() == null) {
      writePolls();
    }
    following = 0;
    if (plan.startOffset() > 0) {
      following = -1;
      go(new Edge(plan.start(), plan.startOffset()));
    } else {
      go(new Edge(plan.start(), 0));
    }
    int line = 0;
    IrFunction function = plan.function().function();
    for (int offset = 0; offset < flow.size(); offset++) {
      if (!flow.isReached(offset)) {
        continue;
      }
      code.labelBinding(label(offset));
      int newLine = function.line(offset);
      if (newLine != 0 && newLine <= MAX_LINE && newLine != line) {
        line = newLine;
        code.lineNumber(line);
      }
      following = offset + 1;
      flow.step(offset).writer().accept(this);
    }
    following = -1;
    for (int i = 0; i < detours.size(); i++) {
      code.labelBinding(detours.get(i).label());
      go(detours.get(i).edge());
    }
    exits.write();
  }

  /** Leaves if there is no room for the calls to come, or if the machine wants control. */
  private void writePolls() {
    code.iload(room);
    code.iflt(leave(0, plan.start(), LeaveReason.DEPTH));
    writePoll(0, plan.start());
  }

  /** Leaves at an instruction if the machine wants control. */
  void writePoll(int offset, State state) {
    Label go = code.newLabel();
    context().invoke("stopped", CD_boolean);
    code.ifeq(go);
    context().invoke("poll", CD_boolean);
    code.ifne(leave(offset, state, LeaveReason.POLL));
    code.labelBinding(go);
  }

  CodeBuilder code() {
    return code;
  }

  UnitPlan unit() {
    return unit;
  }

  MethodPlan plan() {
    return plan;
  }

  Flow flow() {
    return flow;
  }

  int roomSlot() {
    return room;
  }

  /** A variable for a number, for a moment. */
  int scratch() {
    return scratch;
  }

  /** A variable for an atom, for a moment. */
  int atomScratch() {
    return atomScratch;
  }

  /** Where the method begins; calls of itself as the last act go there. */
  Label start() {
    return start;
  }

  // ------------------------------------------------------------------ calls of the context

  /** Pushes the context. */
  MethodCode context() {
    code.aload(CONTEXT);
    return this;
  }

  /** Calls a method of the context, which lies beneath the arguments. */
  void invoke(String name, ClassDesc result, ClassDesc... parameters) {
    code.invokevirtual(Types.CONTEXT, name, MethodTypeDesc.of(result, parameters));
  }

  /** Pushes the room that calls have which this method makes. */
  void loadRoom() {
    code.iload(room).loadConstant(cost).isub();
  }

  /** Pushes an object of the class data. */
  void push(Object object, ClassDesc type) {
    unit.unitClass().push(code, object, type);
  }

  /** Compares the status with that of a value: 0 if there is a value. */
  void pushStatus() {
    context().invoke("status", CD_int);
  }

  // ------------------------------------------------------------------ values

  /** Pushes the value of a place, in a lane. */
  void load(State state, int place, Lane lane) {
    Val val = state.val(place);
    Atom constant = val.constant();
    if (constant != null) {
      pushConstant(constant, lane);
      return;
    }
    code.loadLocal(Types.kind(val.lane()), slots.of(place, val.lane()));
    if (val.lane() == lane) {
      return;
    }
    if (lane == Lane.REFERENCE) {
      code.invokestatic(
          Types.box(val.lane()),
          "of",
          MethodTypeDesc.of(Types.box(val.lane()), val.lane().descriptor()));
    } else if (val.lane() == Lane.LONG && lane == Lane.DOUBLE) {
      code.l2d();
    } else {
      throw new IllegalStateException("no way from lane " + val.lane() + " to " + lane);
    }
  }

  private void pushConstant(Atom constant, Lane lane) {
    switch (lane) {
      case LONG -> code.loadConstant(((LongAtom) constant).value());
      case DOUBLE -> code.loadConstant(((NumberAtom) constant).doubleValue());
      case BOOLEAN -> code.loadConstant(((BoolAtom) constant).value() ? 1 : 0);
      case REFERENCE, OBJECT -> push(constant, Types.ATOM);
    }
  }

  /** Takes the value from the JVM's stack into a place. */
  void store(int place, Lane lane) {
    code.storeLocal(Types.kind(lane), slots.of(place, lane));
  }

  /** Pushes an array of the values of places. */
  void loadArray(State state, List<Integer> places) {
    code.loadConstant(places.size()).anewarray(Types.ATOM);
    for (int i = 0; i < places.size(); i++) {
      code.dup().loadConstant(i);
      load(state, places.get(i), Lane.REFERENCE);
      code.aastore();
    }
  }

  // ------------------------------------------------------------------ control

  private Label label(int offset) {
    Label known = labels[offset];
    if (known == null) {
      known = code.newLabel();
      labels[offset] = known;
    }
    return known;
  }

  /** Goes on along an edge. */
  void go(Edge edge) {
    State from = edge.state();
    State to = flow.before(edge.target());
    for (int place = 0; place < to.places(); place++) {
      Val wanted = to.at(place);
      if (wanted != null && wanted.constant() == null && !wanted.equals(from.val(place))) {
        load(from, place, wanted.lane());
        store(place, wanted.lane());
      }
    }
    if (edge.target() != following) {
      code.goto_(label(edge.target()));
    }
  }

  /** Goes along an edge if a condition holds. */
  void branch(Opcode condition, Edge edge) {
    code.branch(condition, target(edge));
  }

  /** The label to jump to for an edge. */
  Label target(Edge edge) {
    State to = flow.before(edge.target());
    for (int place = 0; place < to.places(); place++) {
      Val wanted = to.at(place);
      if (wanted != null && wanted.constant() == null && !wanted.equals(edge.state().val(place))) {
        Label label = code.newLabel();
        detours.add(new Detour(label, edge));
        return label;
      }
    }
    return label(edge.target());
  }

  // ------------------------------------------------------------------ ways out

  /** The way out that has the interpreter run the instruction at an offset. */
  Label leave(int offset, State state, LeaveReason reason) {
    return exits.leave(offset, state, reason);
  }

  /** The same for an exception of arithmetic, which lies on the JVM's stack. */
  Label overflow(int offset, State state) {
    return exits.overflow(offset, state);
  }

  /** The way out after the call at an offset gave no value. */
  Label waiting(int offset, State beneath) {
    return exits.waiting(offset, beneath);
  }

  /** The way out that gives nothing; the status says why. */
  Label nothing() {
    return exits.nothing();
  }

  /** Returns the value of a place. */
  void giveBack(State state, int place) {
    Lane lane = plan.resultLane();
    if (plan.resumed() == null) {
      load(state, place, lane);
      code.return_(Types.kind(lane));
    } else {
      context().load(state, place, lane);
      EntryCode.give(this, lane);
      code.return_();
    }
  }

  /** Returns without a value. */
  void returnNothing() {
    if (plan.resumed() != null) {
      code.return_();
      return;
    }
    switch (plan.resultLane()) {
      case LONG -> code.lconst_0().lreturn();
      case DOUBLE -> code.dconst_0().dreturn();
      case BOOLEAN -> code.iconst_0().ireturn();
      case REFERENCE, OBJECT -> code.aconst_null().areturn();
    }
  }

  /** Leaves unless the status is that frames were captured; then the caller's is to follow. */
  void unlessUnwinding(Label nothing) {
    pushStatus();
    code.loadConstant(ProgramContext.UNWINDING).if_icmpne(nothing);
  }
}
