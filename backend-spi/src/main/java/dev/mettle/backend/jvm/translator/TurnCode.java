package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done at a turn of a loop if something has to be asked first: a routine asks, and begins
 * the loop anew by a call, or leaves. So the loop itself makes no call; it would have to keep all
 * its values in memory for one that it makes once in a million turns. Such calls take room like
 * others.
 */
final class TurnCode {

  private TurnCode() {}

  /**
   * Whether a frame that leaves at the present call, which is the last act, holds what is handed
   * over and nothing else, so that the routine can capture it.
   */
  static boolean mayLeaveThere(MethodWriter method, VersionCode version, int count) {
    return !version.isResumable()
        && version.resumed() == null
        && method.state().depth() == count + 1
        && method.liveAt(method.offset()).isEmpty()
        && version.readsExpected()
        && count + 1 <= LeaveRoutines.MAX_VALUES;
  }

  /** The layout of the frame: the words first, then the references, the expected type last. */
  static FrameLayout layout(MethodWriter method, VersionCode version) {
    List<Lane> lanes = version.parameterLanes();
    List<FrameLayout.Slot> slots = new ArrayList<>();
    for (boolean words : new boolean[] {true, false}) {
      for (int i = 0; i < lanes.size(); i++) {
        if (isWord(lanes.get(i)) == words) {
          slots.add(new FrameLayout.Slot(false, i, lanes.get(i)));
        }
      }
    }
    if (!version.takesExpected()) {
      slots.add(new FrameLayout.Slot(false, lanes.size(), Lane.REFERENCE));
    }
    return new FrameLayout(method.functionCode(), method.offset(), false, LeaveReason.RULES, slots);
  }

  /** The routine of a version, if it has one. */
  static Optional<CodeBuilder> of(Unit unit, VersionCode version, Constants constants) {
    CallTarget target = version.turns();
    if (target == null) {
      return Optional.empty();
    }
    CodeBuilder code = new CodeBuilder(version.turnName(), version.turnType());
    List<Lane> lanes = version.parameterLanes();
    int[] slots = new int[lanes.size()];
    int next = 1;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = next;
      next += lanes.get(i).slots();
    }
    int room = next;
    JvmLabel leaves = code.newLabel();
    code.load(JvmType.REFERENCE, 0);
    constants.push(code, unit.footing(), UnitTypes.FOOTING);
    constants.push(code, target, UnitTypes.TARGET);
    constants.push(code, version.function().code(), UnitTypes.CODE);
    code.load(JvmType.INT, room);
    code.invokeVirtual(UnitTypes.CONTEXT, "mayCall", UnitTypes.MAY_CALL);
    code.branch(JvmBranch.IFEQ, leaves);
    code.load(JvmType.REFERENCE, 0);
    for (int i = 0; i < slots.length; i++) {
      code.load(Types.local(lanes.get(i)), slots[i]);
    }
    code.load(JvmType.INT, room);
    code.invokeStatic(unit.className(), version.name(), version.type());
    code.op(Returns.of(version.result()));
    code.place(leaves);
    code.frame(LeaveRoutines.inFrame(version.turnType().parameterList()), List.of());
    code.load(JvmType.REFERENCE, 0);
    code.load(JvmType.REFERENCE, room + 1);
    List<Lane> captured = new ArrayList<>();
    for (boolean words : new boolean[] {true, false}) {
      for (int i = 0; i < slots.length; i++) {
        if (isWord(lanes.get(i)) == words) {
          code.load(Types.local(lanes.get(i)), slots[i]);
          captured.add(lanes.get(i));
        }
      }
    }
    if (!version.takesExpected()) {
      constants.pushAtom(code, version.version().expected().orElseThrow());
      captured.add(Lane.REFERENCE);
    }
    CodeBuilder leave = unit.leaves().of(false, captured, version.result());
    code.invokeStatic(unit.className(), leave.name(), leave.type());
    code.op(Returns.of(version.result()));
    return Optional.of(code);
  }

  private static boolean isWord(Lane lane) {
    return lane != Lane.REFERENCE && lane != Lane.OBJECT;
  }
}
