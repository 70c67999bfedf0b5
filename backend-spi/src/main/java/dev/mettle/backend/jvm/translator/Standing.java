package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.Footing;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.LeaveReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks before calls and at guards whether what a class relies on still holds. One comparison says
 * yes for all of it; what is asked otherwise lies behind the code. A function that calls nothing
 * asks nothing.
 */
final class Standing {

  /**
   * What is asked where the comparison says no.
   *
   * @param target the target of a call; null for a guard
   * @param code the code that the call is for, or that is guarded
   * @param turns whether the call is a turn of a loop, which needs no room
   */
  private record Doubt(
      @Nullable CallTarget target,
      FunctionCode code,
      boolean turns,
      State state,
      @Nullable Stretch stretch,
      JvmLabel label,
      JvmLabel back,
      JvmLabel leave) {}

  private final MethodWriter method;
  private final Footing footing;
  private final List<Doubt> doubts = new ArrayList<>();

  Standing(MethodWriter method, Footing footing) {
    this.method = method;
    this.footing = footing;
  }

  /**
   * Leaves if a call would run other code than this, if the machine wants control or, unless the
   * call is a turn of a loop, if there is no room for it.
   */
  void beforeCall(CallTarget target, FunctionCode callee, boolean turns) {
    footing.reliesOn(target, callee);
    Doubt doubt = doubt(target, callee, turns, method.leave(LeaveReason.RULES));
    compare(turns ? "mayTurn" : "mayCall", doubt);
    if (!turns) {
      method.loadRoom();
      method.code().branch(JvmBranch.IFLT, doubt.label());
    }
    method.place(doubt.back());
  }

  /** Leaves if types or meanings have changed that the function relies on. */
  void guard() {
    footing.reliesOn(method.functionCode());
    Doubt doubt = doubt(null, method.functionCode(), false, method.leave(LeaveReason.INVALIDATED));
    compare("holds", doubt);
    method.place(doubt.back());
  }

  private Doubt doubt(
      @Nullable CallTarget target, FunctionCode code, boolean turns, JvmLabel leave) {
    CodeBuilder builder = method.code();
    Doubt doubt =
        new Doubt(
            target,
            code,
            turns,
            method.state().copy(),
            method.stretch(),
            builder.newLabel(),
            builder.newLabel(),
            leave);
    doubts.add(doubt);
    return doubt;
  }

  private void compare(String comparison, Doubt doubt) {
    pushFooting();
    method.code().invokeVirtual(UnitTypes.FOOTING, comparison, UnitTypes.TO_BOOLEAN);
    method.code().branch(JvmBranch.IFEQ, doubt.label());
  }

  private void pushFooting() {
    method.constants().push(method.code(), footing, UnitTypes.FOOTING);
  }

  /** Writes what is asked where the comparison says no. */
  void write() {
    CodeBuilder code = method.code();
    for (Doubt doubt : doubts) {
      method.setState(doubt.state());
      method.setStretch(doubt.stretch());
      method.place(doubt.label());
      method.loadContext();
      pushFooting();
      CallTarget target = doubt.target();
      if (target != null) {
        method.constants().push(code, target, UnitTypes.TARGET);
      }
      method.constants().push(code, doubt.code(), UnitTypes.CODE);
      if (target == null) {
        method.invoke("isCurrent", UnitTypes.IS_CURRENT);
      } else {
        if (doubt.turns()) {
          code.pushInt(0);
        } else {
          method.loadRoom();
        }
        method.invoke("mayCall", UnitTypes.MAY_CALL);
      }
      code.branch(JvmBranch.IFNE, doubt.back());
      code.branch(JvmBranch.GOTO, doubt.leave());
    }
    method.setStretch(null);
    method.endFlow();
  }
}
