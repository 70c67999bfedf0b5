package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.Lane;

/** How methods end. */
final class Returns {

  private Returns() {}

  /** The return of a lane. */
  static JvmOp of(Lane lane) {
    return switch (lane) {
      case LONG -> JvmOp.LRETURN;
      case DOUBLE -> JvmOp.DRETURN;
      case BOOLEAN -> JvmOp.IRETURN;
      case REFERENCE, OBJECT -> JvmOp.ARETURN;
    };
  }

  /** Returns the null that lies on the stack, or anything primitive. */
  static void nothingElse(CodeBuilder code, Lane lane) {
    if (lane == Lane.REFERENCE) {
      code.op(JvmOp.ARETURN);
    } else {
      code.op(JvmOp.POP);
      nothing(code, lane);
    }
  }

  /** Returns what stands for no value: null, or anything primitive. */
  static void nothing(CodeBuilder code, Lane lane) {
    switch (lane) {
      case LONG -> code.pushLong(0);
      case DOUBLE -> code.pushDouble(0);
      case BOOLEAN -> code.pushInt(0);
      case REFERENCE, OBJECT -> code.op(JvmOp.ACONST_NULL);
    }
    code.op(of(lane));
  }
}
