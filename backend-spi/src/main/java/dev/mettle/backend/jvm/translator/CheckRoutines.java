package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Methods of a class that check calls for functions whose code would be too long else: they box the
 * values and put them into an array. There is one for each list of lanes.
 */
final class CheckRoutines {

  /** More might not fit a method's parameters. */
  static final int MAX_VALUES = 100;

  private final Map<List<Lane>, CodeBuilder> routines = new LinkedHashMap<>();

  /** The one for values in these lanes; it takes the context, the site, the type and the values. */
  CodeBuilder of(List<Lane> lanes) {
    return routines.computeIfAbsent(
        lanes, all -> write("check$" + routines.size(), List.copyOf(all)));
  }

  /** All of them. */
  List<CodeBuilder> all() {
    return List.copyOf(routines.values());
  }

  private static CodeBuilder write(String name, List<Lane> lanes) {
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(UnitTypes.CONTEXT);
    parameters.add(UnitTypes.SITE);
    parameters.add(UnitTypes.ATOM);
    lanes.forEach(lane -> parameters.add(lane.descriptor()));
    CodeBuilder code =
        new CodeBuilder(name, MethodTypeDesc.of(UnitTypes.CHECK.returnType(), parameters));
    for (int i = 0; i < 3; i++) {
      code.load(JvmType.REFERENCE, i);
    }
    code.pushInt(lanes.size());
    code.newArray(Types.ATOM);
    int slot = 3;
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      code.op(JvmOp.DUP);
      code.pushInt(i);
      code.load(Types.local(lane), slot);
      if (lane != Lane.REFERENCE) {
        code.invokeStatic(Types.box(lane), "of", Types.boxing(lane));
      }
      code.op(JvmOp.AASTORE);
      slot += lane.slots();
    }
    code.invokeVirtual(UnitTypes.CONTEXT, "check", UnitTypes.CHECK);
    code.op(JvmOp.ARETURN);
    return code;
  }
}
