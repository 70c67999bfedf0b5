package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;

import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values, the context and the room for calls get onto the stack of the JVM in a method. */
abstract class ValueLoads {

  static final int CONTEXT = 0;
  final CodeBuilder code;
  final Constants constants;
  final int roomSlot;

  ValueLoads(CodeBuilder code, Constants constants, int roomSlot) {
    this.code = code;
    this.constants = constants;
    this.roomSlot = roomSlot;
  }

  public CodeBuilder code() {
    return code;
  }

  public Constants constants() {
    return constants;
  }

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
  public void loadRoom() {
    code.load(JvmType.INT, roomSlot);
  }

  int roomSlot() {
    return roomSlot;
  }

  public void loadContinuation() {
    code.load(JvmType.REFERENCE, roomSlot - 1);
  }

  /** What a call of this method takes of the stack, in units of 64 bytes. */
  private int cost() {
    int bytes = (code.maxLocals() + code.maxStack()) * 8 + 64;
    return (bytes + 63) / 64;
  }

  /** Pushes a value onto the stack of the JVM, in a lane. */
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

  /** Calls a method of the context, which lies on the stack of the JVM beneath its arguments. */
  public void invoke(String name, MethodTypeDesc type) {
    code.invokeVirtual(UnitTypes.CONTEXT, name, type);
  }
}
