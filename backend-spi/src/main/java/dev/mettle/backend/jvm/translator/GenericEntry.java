package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * Writes the entry that takes any arguments: it tests the kinds that the typed method relies on,
 * unboxes, calls it and boxes the result. A wrong kind leaves before anything has happened.
 */
final class GenericEntry {

  static final String NAME = "generic";

  private static final int CONTEXT = 0;
  private static final int ARGUMENTS = 3;

  private GenericEntry() {}

  static CodeBuilder write(
      ClassDesc owner,
      IrFunction function,
      LanePlan plan,
      TypedEntry.Signature typed,
      Constants constants) {
    CodeBuilder code = new CodeBuilder(NAME, Types.GENERIC_ENTRY);
    List<Lane> lanes = plan.parameters();
    JvmLabel wrongKind = code.newLabel();
    boolean guarded = false;
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i) != Lane.REFERENCE) {
        argument(code, i);
        code.instanceOf(Types.box(lanes.get(i)));
        code.branch(JvmBranch.IFEQ, wrongKind);
        guarded = true;
      }
    }
    JvmLabel start = code.newLabel();
    JvmLabel end = code.newLabel();
    JvmLabel unwinding = code.newLabel();
    code.load(JvmType.REFERENCE, CONTEXT);
    for (int i = 0; i < lanes.size(); i++) {
      argument(code, i);
      if (lanes.get(i) != Lane.REFERENCE) {
        code.checkCast(Types.box(lanes.get(i)));
        code.invokeVirtual(Types.box(lanes.get(i)), "value", Types.unboxing(lanes.get(i)));
      }
    }
    code.place(start);
    code.invokeStatic(owner, typed.name(), typed.type());
    code.place(end);
    BodyWriter.box(code, plan.result());
    code.op(JvmOp.ARETURN);
    if (guarded) {
      code.place(wrongKind);
      frame(code, List.of());
      leave(code, function, constants);
    }
    if (plan.canLeaveRange()) {
      code.place(unwinding);
      frame(code, List.of(FrameType.of(Types.UNWINDING)));
      code.op(JvmOp.POP);
      unwound(code);
      code.handler(start, end, unwinding, Types.UNWINDING);
    }
    return code;
  }

  private static void argument(CodeBuilder code, int index) {
    code.load(JvmType.REFERENCE, ARGUMENTS);
    code.pushInt(index);
    code.op(JvmOp.AALOAD);
  }

  private static void leave(CodeBuilder code, IrFunction function, Constants constants) {
    code.load(JvmType.REFERENCE, CONTEXT);
    code.getStatic(Types.LEAVE_REASON, "ARGUMENT_KIND", Types.LEAVE_REASON);
    constants.pushFunction(code, function);
    code.pushInt(0);
    code.load(JvmType.REFERENCE, ARGUMENTS);
    code.pushInt(0);
    code.newArray(Types.ATOM);
    code.invokeVirtual(Types.CONTEXT, "leave", Types.LEAVE);
    unwound(code);
  }

  private static void unwound(CodeBuilder code) {
    code.getStatic(Types.CONTEXT, "UNWINDING", Types.ATOM);
    code.op(JvmOp.ARETURN);
  }

  private static void frame(CodeBuilder code, List<FrameType> operands) {
    code.frame(
        List.of(
            FrameType.of(Types.CONTEXT),
            FrameType.of(Types.VIEW),
            FrameType.of(Types.ATOM),
            FrameType.of(Types.ATOMS)),
        operands);
  }
}
