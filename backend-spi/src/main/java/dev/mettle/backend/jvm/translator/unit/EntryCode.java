package dev.mettle.backend.jvm.translator.unit;

import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.jvm.translator.CodeBuilder;
import dev.mettle.backend.jvm.translator.Types;
import dev.mettle.backend.spi.Lane;
import java.lang.constant.ClassDesc;
import java.util.List;

/** The ways in from outside: arguments come through the context, and the result goes there. */
final class EntryCode {

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
    context(code);
    code.invokeVirtual(UnitTypes.CONTEXT, "room", UnitTypes.TO_INT);
    code.invokeStatic(owner, version.name(), version.type());
    give(code, version.result());
    code.op(JvmOp.RETURN);
    return code;
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
    }
  }

  private static void give(CodeBuilder code, Lane lane) {
    code.store(Types.local(lane), 1);
    context(code);
    code.load(Types.local(lane), 1);
    switch (lane) {
      case LONG -> code.invokeVirtual(UnitTypes.CONTEXT, "giveLong", UnitTypes.GIVE_LONG);
      case BOOLEAN -> {
        code.op(JvmOp.I2L);
        code.invokeVirtual(UnitTypes.CONTEXT, "giveLong", UnitTypes.GIVE_LONG);
      }
      case DOUBLE -> code.invokeVirtual(UnitTypes.CONTEXT, "giveDouble", UnitTypes.GIVE_DOUBLE);
      case REFERENCE -> code.invokeVirtual(UnitTypes.CONTEXT, "give", UnitTypes.GIVE);
    }
  }
}
