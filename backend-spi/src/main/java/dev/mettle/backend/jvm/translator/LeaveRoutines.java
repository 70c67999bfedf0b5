package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Methods of a class that capture frames, one for each list of lanes. They keep what is hardly ever
 * done out of the methods that do the work: HotSpot inlines those only if they are short.
 */
final class LeaveRoutines {

  /** More might not fit a method's parameters. */
  static final int MAX_VALUES = 100;

  private static final int FIRST = 2;

  private record Key(boolean waits, List<Lane> lanes, Lane result) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && waits == that.waits
          && result == that.result
          && lanes.equals(that.lanes);
    }

    @Override
    public int hashCode() {
      return lanes.size();
    }
  }

  private final Map<Key, CodeBuilder> routines = new LinkedHashMap<>();

  /**
   * The one for values in these lanes, the primitive ones first; it takes the context, the layout
   * and the values, and gives the null of {@link ProgramContext#leave}, or anything primitive.
   *
   * @param waits whether frames are captured only if the machine unwinds
   */
  CodeBuilder of(boolean waits, List<Lane> lanes, Lane result) {
    return routines.computeIfAbsent(
        new Key(waits, List.copyOf(lanes), result), key -> write("leave$" + routines.size(), key));
  }

  /** All of them. */
  List<CodeBuilder> all() {
    return List.copyOf(routines.values());
  }

  private static CodeBuilder write(String name, Key key) {
    List<ClassDesc> parameters = new ArrayList<>(List.of(UnitTypes.CONTEXT, UnitTypes.LAYOUT));
    key.lanes().forEach(lane -> parameters.add(lane.descriptor()));
    CodeBuilder code =
        new CodeBuilder(name, MethodTypeDesc.of(key.result().descriptor(), parameters));
    if (key.waits()) {
      returnUnlessUnwinding(code, parameters, key.result());
    }
    code.load(JvmType.REFERENCE, 0);
    code.load(JvmType.REFERENCE, 1);
    int words = (int) key.lanes().stream().filter(LeaveRoutines::isWord).count();
    List<ClassDesc> types = new ArrayList<>(List.of(UnitTypes.LAYOUT));
    if (key.lanes().size() <= 2) {
      int slot = FIRST;
      for (Lane lane : key.lanes()) {
        load(code, lane, slot);
        types.add(isWord(lane) ? Lane.LONG.descriptor() : CD_Object);
        slot += lane.slots();
      }
    } else {
      int slot = fill(code, key.lanes().subList(0, words), FIRST, true);
      fill(code, key.lanes().subList(words, key.lanes().size()), slot, false);
      types.add(UnitTypes.LONGS);
      types.add(CD_Object.arrayType());
    }
    code.invokeVirtual(UnitTypes.CONTEXT, "leave", MethodTypeDesc.of(UnitTypes.ATOM, types));
    Returns.nothingElse(code, key.result());
    return code;
  }

  private static boolean isWord(Lane lane) {
    return lane != Lane.REFERENCE && lane != Lane.OBJECT;
  }

  private static void returnUnlessUnwinding(
      CodeBuilder code, List<ClassDesc> parameters, Lane result) {
    JvmLabel unwinds = code.newLabel();
    code.load(JvmType.REFERENCE, 0);
    code.invokeVirtual(UnitTypes.CONTEXT, "status", UnitTypes.TO_INT);
    code.pushInt(ProgramContext.UNWINDING);
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFEQ, unwinds);
    code.op(JvmOp.ACONST_NULL);
    Returns.nothingElse(code, result);
    code.place(unwinds);
    code.frame(inFrame(parameters), List.of());
  }

  /** What parameters are to the verifier. */
  static List<FrameType> inFrame(List<ClassDesc> parameters) {
    List<FrameType> locals = new ArrayList<>();
    for (ClassDesc parameter : parameters) {
      locals.add(
          switch (parameter.descriptorString()) {
            case "J" -> FrameType.Simple.LONG;
            case "D" -> FrameType.Simple.DOUBLE;
            case "Z" -> FrameType.Simple.INT;
            default -> FrameType.of(parameter);
          });
    }
    return locals;
  }

  /** Pushes an array of values; gives the slot behind them. */
  private static int fill(CodeBuilder code, List<Lane> lanes, int first, boolean words) {
    code.pushInt(lanes.size());
    if (words) {
      code.newLongArray();
    } else {
      code.newArray(CD_Object);
    }
    int slot = first;
    for (int i = 0; i < lanes.size(); i++) {
      code.op(JvmOp.DUP);
      code.pushInt(i);
      load(code, lanes.get(i), slot);
      code.op(words ? JvmOp.LASTORE : JvmOp.AASTORE);
      slot += lanes.get(i).slots();
    }
    return slot;
  }

  /** Pushes a value as frames keep it. */
  private static void load(CodeBuilder code, Lane lane, int slot) {
    code.load(Types.local(lane), slot);
    switch (lane) {
      case BOOLEAN -> code.op(JvmOp.I2L);
      case DOUBLE ->
          code.invokeStatic(Types.desc(Double.class), "doubleToRawLongBits", UnitTypes.DOUBLE_BITS);
      case LONG, REFERENCE, OBJECT -> {}
    }
  }
}
