package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FrameLayout.Slot;
import dev.mettle.backend.spi.Lane;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** How values come from the context and go to it. */
final class EntryCode {

  private EntryCode() {}

  /** The method that the engine calls for a version. */
  static void write(UnitPlan unit, MethodPlan plan, CodeBuilder code) {
    List<Lane> lanes = plan.parameterLanes();
    code.aload(0);
    for (int i = 0; i < lanes.size(); i++) {
      code.aload(0).loadConstant(i);
      switch (lanes.get(i)) {
        case LONG -> fetch(code, "longArgument", CD_long);
        case BOOLEAN -> {
          fetch(code, "longArgument", CD_long);
          code.l2i();
        }
        case DOUBLE -> fetch(code, "doubleArgument", CD_double);
        case REFERENCE -> fetch(code, "argument", Types.ATOM);
        case OBJECT -> throw new IllegalStateException("no value of a program");
      }
    }
    code.aload(0);
    code.invokevirtual(Types.CONTEXT, "room", MethodTypeDesc.of(CD_int));
    code.invokestatic(unit.className(), plan.name(), plan.type());
    Lane result = plan.resultLane();
    code.storeLocal(Types.kind(result), 1);
    code.aload(0);
    code.loadLocal(Types.kind(result), 1);
    give(code, result);
    code.return_();
  }

  private static void fetch(CodeBuilder code, String name, ClassDesc result) {
    code.invokevirtual(Types.CONTEXT, name, MethodTypeDesc.of(result, CD_int));
  }

  /** Hands the result to the context; both lie on the JVM's stack. */
  static void give(MethodCode method, Lane lane) {
    give(method.code(), lane);
  }

  private static void give(CodeBuilder code, Lane lane) {
    switch (lane) {
      case LONG -> hand(code, "giveLong", CD_long);
      case BOOLEAN -> {
        code.i2l();
        hand(code, "giveLong", CD_long);
      }
      case DOUBLE -> hand(code, "giveDouble", CD_double);
      case REFERENCE -> hand(code, "give", Types.ATOM);
      case OBJECT -> throw new IllegalStateException("no value of a program");
    }
  }

  private static void hand(CodeBuilder code, String name, ClassDesc type) {
    code.invokevirtual(Types.CONTEXT, name, MethodTypeDesc.of(CD_void, type));
  }

  /** Brings what lies in the frame that goes on, and the value that it waited for, to its place. */
  static void loadFrame(MethodCode method, FrameLayout layout) {
    CodeBuilder code = method.code();
    State start = method.plan().start();
    int words = 0;
    int atoms = 0;
    for (Slot slot : layout.slots()) {
      boolean isAtom = slot.lane() == Lane.REFERENCE;
      method.context();
      code.loadConstant(isAtom ? atoms++ : words++);
      switch (slot.lane()) {
        case LONG -> fetch(code, "resumedLong", CD_long);
        case BOOLEAN -> {
          fetch(code, "resumedLong", CD_long);
          code.l2i();
        }
        case DOUBLE -> fetch(code, "resumedDouble", CD_double);
        case REFERENCE -> fetch(code, "resumedAtom", Types.ATOM);
        case OBJECT -> throw new IllegalStateException("no value of a program");
      }
      method.store(slot.isLocal() ? slot.index() : start.localCount() + slot.index(), slot.lane());
    }
    method.context();
    switch (method.plan().delivered()) {
      case LONG -> method.invoke("deliveredLong", CD_long);
      case BOOLEAN -> {
        method.invoke("deliveredLong", CD_long);
        code.l2i();
      }
      case DOUBLE -> method.invoke("deliveredDouble", CD_double);
      case REFERENCE -> method.invoke("delivered", Types.ATOM);
      case OBJECT -> throw new IllegalStateException("no value of a program");
    }
    method.store(start.top(0), method.plan().delivered());
    method.context().invoke("room", CD_int);
    code.istore(method.roomSlot());
  }
}
