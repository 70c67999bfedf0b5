package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.jvm.translator.HandOvers.HandOver;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** The ways in from outside: arguments come through the context, and the result goes there. */
final class EntryCode {

  private static final String LOOP = "loop";

  /** Where the result lies before it goes to the context. */
  private static final int RESULT = 1;

  private static final MethodTypeDesc LOOP_TYPE =
      MethodTypeDesc.of(ConstantDescs.CD_void, UnitTypes.CONTEXT, ConstantDescs.CD_int);

  private EntryCode() {}

  static CodeBuilder write(ClassDesc owner, VersionCode version) {
    CodeBuilder code = new CodeBuilder(version.entryName(), UnitTypes.ENTRY);
    context(code);
    List<Lane> lanes = version.version().lanes();
    for (int i = 0; i < lanes.size(); i++) {
      argument(code, lanes.get(i), i);
    }
    if (version.takesExpected()) {
      argument(code, Lane.REFERENCE, lanes.size());
    }
    run(code, owner, version);
    return code;
  }

  /**
   * The way back in for frames that waited for a value, which both lie in the context. Where the
   * value is for a frame of the class, as one would expect, that goes on right away.
   */
  static CodeBuilder resume(
      ClassDesc owner,
      Constants constants,
      VersionCode version,
      FrameLayout layout,
      List<HandOver> handOvers) {
    CodeBuilder code = new CodeBuilder(version.entryName(), UnitTypes.ENTRY);
    context(code);
    frameValues(code, layout);
    Lane delivered = version.delivered();
    if (delivered != null) {
      delivered(code, delivered);
    }
    if (handOvers.isEmpty()) {
      run(code, owner, version);
      return code;
    }
    invoke(code, owner, version);
    Lane lane = version.result();
    code.store(Types.local(lane), RESULT);
    JvmLabel out = code.newLabel();
    if (lane == Lane.REFERENCE) {
      code.load(JvmType.REFERENCE, RESULT);
      code.branch(JvmBranch.IFNULL, out);
    } else {
      context(code);
      code.invokeVirtual(UnitTypes.CONTEXT, "status", UnitTypes.TO_INT);
      code.branch(JvmBranch.IFNE, out);
    }
    List<FrameType> locals = List.of(UnitTypes.CONTEXT_IN_FRAME, UnitTypes.inFrame(lane));
    for (HandOver handOver : handOvers) {
      JvmLabel next = code.newLabel();
      context(code);
      constants.push(code, handOver.layout(), UnitTypes.LAYOUT);
      if (lane == Lane.REFERENCE) {
        code.load(JvmType.REFERENCE, RESULT);
      }
      code.invokeVirtual(
          UnitTypes.CONTEXT,
          "handOver",
          lane == Lane.REFERENCE ? UnitTypes.HAND_OVER_ATOM : UnitTypes.HAND_OVER);
      code.branch(JvmBranch.IFEQ, next);
      context(code);
      frameValues(code, handOver.layout());
      code.load(Types.local(lane), RESULT);
      run(code, owner, handOver.way());
      code.place(next);
      code.frame(locals, List.of());
    }
    code.place(out);
    code.frame(locals, List.of());
    giveStored(code, lane);
    code.op(JvmOp.RETURN);
    return code;
  }

  /** Pushes what lies in the frame that goes on. */
  private static void frameValues(CodeBuilder code, FrameLayout layout) {
    int words = 0;
    int atoms = 0;
    for (FrameLayout.Slot slot : layout.slots()) {
      boolean isAtom = slot.isReference();
      context(code);
      code.pushInt(isAtom ? atoms++ : words++);
      switch (slot.lane()) {
        case LONG -> code.invokeVirtual(UnitTypes.CONTEXT, "resumedLong", UnitTypes.LONG_ARGUMENT);
        case BOOLEAN -> {
          code.invokeVirtual(UnitTypes.CONTEXT, "resumedLong", UnitTypes.LONG_ARGUMENT);
          code.op(JvmOp.L2I);
        }
        case DOUBLE ->
            code.invokeVirtual(UnitTypes.CONTEXT, "resumedDouble", UnitTypes.DOUBLE_ARGUMENT);
        case REFERENCE -> code.invokeVirtual(UnitTypes.CONTEXT, "resumedAtom", UnitTypes.ARGUMENT);
        case OBJECT -> code.invokeVirtual(UnitTypes.CONTEXT, "resumedObject", UnitTypes.OBJECT_AT);
      }
    }
  }

  /**
   * The loop over the ways back in: each is followed by the next one, as long as that is in the
   * class, so that neither values nor alternatives have to go through the machine.
   */
  static CodeBuilder loop(ClassDesc owner, List<String> ways) {
    CodeBuilder code = new CodeBuilder(LOOP, LOOP_TYPE);
    JvmLabel start = code.newLabel();
    JvmLabel next = code.newLabel();
    List<JvmLabel> labels = ways.stream().map(way -> code.newLabel()).toList();
    List<FrameType> locals = List.of(UnitTypes.CONTEXT_IN_FRAME, FrameType.Simple.INT);
    code.place(start);
    code.frame(locals, List.of());
    code.load(JvmType.INT, 1);
    code.tableSwitch(0, labels, next);
    for (int i = 0; i < ways.size(); i++) {
      code.place(labels.get(i));
      code.frame(locals, List.of());
      context(code);
      code.invokeStatic(owner, ways.get(i), UnitTypes.ENTRY);
      code.branch(JvmBranch.GOTO, next);
    }
    code.place(next);
    code.frame(locals, List.of());
    context(code);
    code.invokeVirtual(UnitTypes.CONTEXT, "nextWay", UnitTypes.TO_INT);
    code.op(JvmOp.DUP);
    code.store(JvmType.INT, 1);
    code.branch(JvmBranch.IFGE, start);
    code.op(JvmOp.RETURN);
    return code;
  }

  /** Begins the loop with one of the ways. */
  static CodeBuilder beginLoop(ClassDesc owner, String name, int way) {
    CodeBuilder code = new CodeBuilder(name, UnitTypes.ENTRY);
    context(code);
    code.pushInt(way);
    code.invokeStatic(owner, LOOP, LOOP_TYPE);
    code.op(JvmOp.RETURN);
    return code;
  }

  private static void delivered(CodeBuilder code, Lane lane) {
    context(code);
    switch (lane) {
      case LONG -> code.invokeVirtual(UnitTypes.CONTEXT, "deliveredLong", UnitTypes.TO_LONG);
      case BOOLEAN -> {
        code.invokeVirtual(UnitTypes.CONTEXT, "deliveredLong", UnitTypes.TO_LONG);
        code.op(JvmOp.L2I);
      }
      case DOUBLE -> code.invokeVirtual(UnitTypes.CONTEXT, "deliveredDouble", UnitTypes.TO_DOUBLE);
      case REFERENCE -> code.invokeVirtual(UnitTypes.CONTEXT, "delivered", UnitTypes.TO_ATOM);
      case OBJECT -> throw new IllegalStateException("results are values");
    }
  }

  /** Calls the method for the parameters that lie on the stack; the result goes to the context. */
  private static void run(CodeBuilder code, ClassDesc owner, VersionCode version) {
    invoke(code, owner, version);
    code.store(Types.local(version.result()), RESULT);
    giveStored(code, version.result());
    code.op(JvmOp.RETURN);
  }

  /** The same, and the result stays on the stack. */
  private static void invoke(CodeBuilder code, ClassDesc owner, VersionCode version) {
    if (version.isResumable()) {
      context(code);
      code.invokeVirtual(UnitTypes.CONTEXT, "continuation", UnitTypes.TO_FRAME);
    }
    context(code);
    code.invokeVirtual(UnitTypes.CONTEXT, "room", UnitTypes.TO_INT);
    code.invokeStatic(owner, version.name(), version.type());
  }

  private static void context(CodeBuilder code) {
    code.load(JvmType.REFERENCE, 0);
  }

  private static void argument(CodeBuilder code, Lane lane, int index) {
    context(code);
    code.pushInt(index);
    switch (lane) {
      case LONG -> code.invokeVirtual(UnitTypes.CONTEXT, "longArgument", UnitTypes.LONG_ARGUMENT);
      case BOOLEAN -> {
        code.invokeVirtual(UnitTypes.CONTEXT, "longArgument", UnitTypes.LONG_ARGUMENT);
        code.op(JvmOp.L2I);
      }
      case DOUBLE ->
          code.invokeVirtual(UnitTypes.CONTEXT, "doubleArgument", UnitTypes.DOUBLE_ARGUMENT);
      case REFERENCE -> code.invokeVirtual(UnitTypes.CONTEXT, "argument", UnitTypes.ARGUMENT);
      case OBJECT -> throw new IllegalStateException("arguments are values");
    }
  }

  private static void giveStored(CodeBuilder code, Lane lane) {
    context(code);
    code.load(Types.local(lane), RESULT);
    switch (lane) {
      case LONG -> code.invokeVirtual(UnitTypes.CONTEXT, "giveLong", UnitTypes.GIVE_LONG);
      case BOOLEAN -> {
        code.op(JvmOp.I2L);
        code.invokeVirtual(UnitTypes.CONTEXT, "giveLong", UnitTypes.GIVE_LONG);
      }
      case DOUBLE -> code.invokeVirtual(UnitTypes.CONTEXT, "giveDouble", UnitTypes.GIVE_DOUBLE);
      case REFERENCE -> code.invokeVirtual(UnitTypes.CONTEXT, "give", UnitTypes.GIVE);
      case OBJECT -> throw new IllegalStateException("results are values");
    }
  }
}
