package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.Footing;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.atom.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks before calls and at guards whether what a class relies on still holds. One comparison says
 * yes for all of it; what is asked otherwise lies behind the code. A function that calls nothing
 * asks nothing.
 */
final class Standing {

  /** What is written of the method that asks. */
  interface Method extends Exits.Method {

    /** The label of the way out for a reason, from the present place. */
    JvmLabel leave(LeaveReason reason);

    /** The constants of the class. */
    Constants constants();

    /** Pushes the room that is left. */
    void loadRoom();

    /** Places a label, with the frame of the present values. */
    void place(JvmLabel label);

    /** Where values are at present. */
    State state();

    /** Goes on with values elsewhere. */
    void setState(State next);

    /** The stretch of instructions that is written, if any. */
    @Nullable Stretch stretch();

    /** Goes on in another stretch. */
    void setStretch(@Nullable Stretch next);

    /** What follows is not reached from here. */
    void endFlow();
  }

  private enum Kind {
    CALL,
    /** A call that is a turn of a loop, which needs no room. */
    TURN,
    /** A call that can be made in another way. */
    LIKELY_CALL,
    GUARD
  }

  /**
   * What is asked where the comparison says no.
   *
   * @param kind what it is about
   * @param target the target of a call
   * @param code the code that the call is for, or that is guarded
   */
  private record Doubt(
      Kind kind,
      @Nullable CallTarget target,
      FunctionCode code,
      State state,
      @Nullable Stretch stretch,
      JvmLabel label,
      JvmLabel back,
      JvmLabel leave) {}

  /** What is written behind the code for a turn of a loop. */
  private record Turn(JvmLabel label, State state, Runnable otherwise) {}

  private final Method method;
  private final Footing footing;
  private final List<Doubt> doubts = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  Standing(Method method, Footing footing) {
    this.method = method;
    this.footing = footing;
  }

  /**
   * Leaves if a call would run other code than this, if the machine wants control or, unless the
   * call is a turn of a loop, if there is no room for it. Nothing is asked where it was asked
   * before, and nothing has run since but code that can change neither rules nor types.
   */
  void beforeCall(CallTarget target, FunctionCode callee, boolean turns) {
    if (!turns && method.state().isSure(target)) {
      return;
    }
    footing.reliesOn(target, callee);
    Doubt doubt =
        doubt(turns ? Kind.TURN : Kind.CALL, target, callee, method.leave(LeaveReason.RULES));
    compare(turns ? "mayTurn" : "mayCall", doubt);
    if (!turns) {
      method.loadRoom();
      method.code().branch(JvmBranch.IFLT, doubt.label());
    }
    method.place(doubt.back());
    if (!turns) {
      beSure(target);
    }
  }

  /** Goes on at a turn of a loop; if something has to be asked, {@code otherwise} does it. */
  void beforeTurn(CallTarget target, FunctionCode callee, Runnable otherwise) {
    footing.reliesOn(target, callee);
    JvmLabel ask = method.code().newLabel();
    pushFooting();
    method.code().invokeVirtual(UnitTypes.FOOTING, "mayTurn", UnitTypes.TO_BOOLEAN);
    method.code().branch(JvmBranch.IFEQ, ask);
    turns.add(new Turn(ask, method.state().copy(), otherwise));
  }

  /** Goes elsewhere if a call that was not certain would run other code than this. */
  void beforeLikelyCall(CallTarget target, FunctionCode callee, JvmLabel otherwise) {
    footing.reliesOn(target, callee);
    Doubt doubt = doubt(Kind.LIKELY_CALL, target, callee, otherwise);
    compare("mayCall", doubt);
    method.place(doubt.back());
  }

  /** Pushes what the class relies on, for data that a call is. */
  void pushForData(CallTarget target) {
    footing.reliesOnData(target);
    pushFooting();
  }

  /** Leaves if there is no room for a call. */
  void beforeAnyCall() {
    method.loadRoom();
    method.code().branch(JvmBranch.IFLT, method.leave(LeaveReason.DEPTH));
  }

  /** Goes elsewhere if the head of a call has other code than this, or another type, or none. */
  void beforeHead(
      CallTarget target, FunctionCode callee, Optional<Expression> type, JvmLabel otherwise) {
    type.ifPresentOrElse(
        known -> footing.reliesOnType(target, callee, known),
        () -> footing.reliesOnPlain(target, callee));
    Doubt doubt = doubt(Kind.LIKELY_CALL, target, callee, otherwise);
    compare("holds", doubt);
    method.place(doubt.back());
  }

  /** Leaves if types or meanings have changed that the function relies on. */
  void guard() {
    if (method.state().isSure(method.functionCode())) {
      return;
    }
    footing.reliesOn(method.functionCode());
    Doubt doubt =
        doubt(Kind.GUARD, null, method.functionCode(), method.leave(LeaveReason.INVALIDATED));
    compare("holds", doubt);
    method.place(doubt.back());
    beSure(method.functionCode());
  }

  /** Where alternatives go on later, other code has run. */
  private void beSure(Object of) {
    if (!method.isResumable()) {
      method.state().beSure(of);
    }
  }

  private Doubt doubt(Kind kind, @Nullable CallTarget target, FunctionCode code, JvmLabel leave) {
    CodeBuilder builder = method.code();
    Doubt doubt =
        new Doubt(
            kind,
            target,
            code,
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
      switch (doubt.kind()) {
        case CALL, TURN -> {
          method.constants().push(code, Objects.requireNonNull(doubt.target()), UnitTypes.TARGET);
          method.constants().push(code, doubt.code(), UnitTypes.CODE);
          if (doubt.kind() == Kind.TURN) {
            code.pushInt(0);
          } else {
            method.loadRoom();
          }
          method.invoke("mayCall", UnitTypes.MAY_CALL);
        }
        case LIKELY_CALL -> method.invoke("mayCall", UnitTypes.MAY_CALL_SO);
        case GUARD -> {
          method.constants().push(code, doubt.code(), UnitTypes.CODE);
          method.invoke("isCurrent", UnitTypes.IS_CURRENT);
        }
      }
      code.branch(JvmBranch.IFNE, doubt.back());
      code.branch(JvmBranch.GOTO, doubt.leave());
    }
    method.setStretch(null);
    for (Turn turn : turns) {
      method.setState(turn.state());
      method.place(turn.label());
      turn.otherwise().run();
    }
    method.endFlow();
  }
}
