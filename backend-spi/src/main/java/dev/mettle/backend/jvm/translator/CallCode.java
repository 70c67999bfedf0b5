package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls and returns. */
final class CallCode {

  private final Unit unit;
  private final VersionCode version;
  private final MethodWriter method;
  private final SearchCode search;
  private final JvmLabel start;
  private final State entry;
  private final CodeBuilder code;

  CallCode(
      Unit unit,
      VersionCode version,
      MethodWriter method,
      SearchCode search,
      JvmLabel start,
      State entry) {
    this.unit = unit;
    this.version = version;
    this.method = method;
    this.search = search;
    this.start = start;
    this.entry = entry;
    this.code = method.code();
  }

  /** Returns a value. */
  void ret(Value value) {
    version.mayReturn(value.lane());
    method.load(value, version.result());
    code.op(Returns.of(version.result()));
    method.endFlow();
  }

  /** A call; false if it cannot be compiled. */
  boolean call(Instruction instruction) {
    Optional<UnitFunction.Call> found = version.function().call(method.offset());
    if (found.isEmpty()) {
      return false;
    }
    UnitFunction.Call call = found.get();
    boolean tail = instruction.opcode() == Opcode.TAIL_CALL;
    Value expected = method.state().fromTop(0);
    if (call.constructs()) {
      construct(call, instruction.count(), tail);
    } else if (call.callee().isPresent()
        && unit.contains(call.callee().getAsInt())
        && mayRunCode(expected)) {
      callDirectly(call, call.callee().getAsInt(), instruction.count(), tail);
    } else {
      callOutside(call, instruction.count(), tail);
    }
    return true;
  }

  /** Against {@code Atom} a call stays as it is. */
  private static boolean mayRunCode(Value expected) {
    return !(expected instanceof Value.Known known) || known.atom() != Symbols.ATOM;
  }

  /** Leaves for {@code Atom}, which the expected type of a version never is. */
  private void leaveForAtom(Value expected) {
    if (expected instanceof Value.Stored
        && !(version.readsExpected()
            && expected.equals(entry.at(version.version().lanes().size())))) {
      method.load(expected, Lane.REFERENCE);
      method.constants().pushAtom(code, Symbols.ATOM);
      code.branch(JvmBranch.IF_ACMPEQ, method.leave(LeaveReason.EXPECTED_TYPE));
    }
  }

  // ------------------------------------------------------------------ data

  private void construct(UnitFunction.Call call, int count, boolean tail) {
    State state = method.state();
    List<Value> arguments = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      arguments.add(state.fromTop(i));
    }
    method.loadContext();
    if (count == 2) {
      method.standing().pushForData(call.target());
    }
    method.constants().push(code, call.target(), UnitTypes.TARGET);
    if (count == 1 || count == 2) {
      for (Value argument : arguments) {
        method.load(argument, Lane.REFERENCE);
      }
    } else {
      arguments.addFirst(new Value.Known(call.target().head));
      method.loadArray(arguments);
    }
    code.invokeVirtual(
        UnitTypes.CONTEXT,
        "construct",
        count == 1
            ? UnitTypes.CONSTRUCT_1
            : count == 2 ? UnitTypes.CONSTRUCT_2 : UnitTypes.CONSTRUCT_N);
    Value.Stored data = method.scratch(Lane.REFERENCE);
    method.load(data, Lane.REFERENCE);
    code.branch(JvmBranch.IFNULL, method.leave(LeaveReason.RULES));
    state.pop(count + 1);
    if (tail) {
      ret(data);
    } else {
      method.load(data, Lane.REFERENCE);
      method.result(Lane.REFERENCE);
    }
  }

  // ------------------------------------------------------------------ calls in the class

  private void callDirectly(UnitFunction.Call call, int callee, int count, boolean tail) {
    State state = method.state();
    Value expected = state.fromTop(0);
    List<Value> arguments = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      arguments.add(state.fromTop(i));
    }
    boolean again = tail && version.resumed() == null && callee == version.version().function();
    VersionCode target =
        again ? nextTurn(arguments, expected) : versionFor(callee, arguments, expected);
    leaveForAtom(expected);
    boolean loops = tail && target == version;
    if (loops && TurnCode.mayLeaveThere(method, version, count)) {
      turn(call.target(), arguments, expected);
      return;
    }
    method.standing().beforeCall(call.target(), target.function().code(), loops);
    state.pop(count + 1);
    if (loops) {
      arguments.add(expected);
      loop(arguments);
      return;
    }
    FrameLayout waiting = target.isResumable() && !tail ? search.await() : null;
    pushCall(
        target,
        arguments,
        expected,
        () -> {
          if (waiting != null) {
            search.loadWaiting();
            version.awaits(waiting, target);
          } else if (target.isResumable()) {
            method.loadContinuation();
            version.endsIn(target);
          }
        });
    if (!target.isQuiet()) {
      method.runsOther();
    }
    if (tail) {
      passOn(target);
    } else if (waiting != null) {
      receiveFirst(target, waiting);
    } else {
      receive(target);
    }
  }

  /** The version that a call of a function of the class runs. */
  VersionCode versionFor(int callee, List<Value> arguments, Value expected) {
    return unit.call(version, callee, lanes(arguments), constant(expected));
  }

  /**
   * The version that a call of the same function as the last act goes on in. From one to another is
   * a call, so a loop must not go to and fro: one that needs more than this version takes goes on
   * in one that takes both, and one that needs less is called only if it never comes back for more.
   */
  private VersionCode nextTurn(List<Value> arguments, Value expected) {
    List<Lane> mine = version.version().lanes();
    List<Lane> wanted = lanes(arguments);
    Optional<Symbol> constant = constant(expected);
    List<Lane> both = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      both.add(mine.get(i) == wanted.get(i) ? mine.get(i) : Lane.REFERENCE);
    }
    boolean ofOneType = version.takesExpected() || constant.equals(version.version().expected());
    int function = version.version().function();
    if (!both.equals(mine) || !ofOneType) {
      version.widen();
      return unit.call(version, function, both, ofOneType ? constant : Optional.empty());
    }
    return unit.widens(function, wanted, constant)
        ? version
        : unit.call(version, function, wanted, constant);
  }

  private static List<Lane> lanes(List<Value> arguments) {
    return arguments.stream().map(Value::lane).toList();
  }

  private static Optional<Symbol> constant(Value expected) {
    return expected instanceof Value.Known known && known.atom() instanceof Symbol symbol
        ? Optional.of(symbol)
        : Optional.empty();
  }

  /**
   * Calls a version.
   *
   * @param continuation pushes what its values are for
   */
  void pushCall(VersionCode target, List<Value> arguments, Value expected, Runnable continuation) {
    method.loadContext();
    for (int i = 0; i < arguments.size(); i++) {
      method.load(arguments.get(i), target.version().lanes().get(i));
    }
    if (target.takesExpected()) {
      method.load(expected, Lane.REFERENCE);
    }
    continuation.run();
    method.loadRoom();
    code.invokeStatic(unit.className(), target.name(), target.type());
  }

  /** Takes the first of the values of a call. */
  private void receiveFirst(VersionCode target, FrameLayout waiting) {
    if (target.resultSoFar() != null) {
      method.waits(waiting, target.result());
      search.arrive(target.result());
      return;
    }
    if (unit.knowsLanes()) {
      // Its values come from where it goes on, if at all.
      method.waits(waiting, Lane.REFERENCE);
    } else {
      version.hope();
    }
    code.op(JvmOp.POP);
    code.branch(JvmBranch.GOTO, method.exits().nothing());
    method.endFlow();
  }

  /** A turn of a loop. If something has to be asked, a routine does so and begins anew. */
  private void turn(CallTarget target, List<Value> arguments, Value expected) {
    version.turnsBy(target);
    List<Value> all = new ArrayList<>(arguments);
    all.add(expected);
    // What is written behind the code is of no instruction any more.
    FrameLayout layout = TurnCode.layout(method, version);
    method
        .standing()
        .beforeTurn(
            target,
            version.function().code(),
            () -> {
              method.loadContext();
              List<Lane> lanes = version.parameterLanes();
              for (int i = 0; i < lanes.size(); i++) {
                method.load(all.get(i), lanes.get(i));
              }
              method.loadRoom();
              method.pushLayout(layout);
              code.invokeStatic(unit.className(), version.turnName(), version.turnType());
              code.op(Returns.of(version.result()));
            });
    method.state().pop(all.size());
    loop(all);
  }

  /** A call of this very version as the last act: back to the start. */
  private void loop(List<Value> arguments) {
    State next = entry.copy();
    for (int i = 0; i < arguments.size(); i++) {
      next.set(i, arguments.get(i));
    }
    method.setState(next);
    method.move(entry);
    code.branch(JvmBranch.GOTO, start);
    method.endFlow();
  }

  /** Takes the value of a call, or waits for it. */
  void receive(VersionCode target) {
    Lane lane = target.result();
    if (target.resultSoFar() == null) {
      code.op(JvmOp.POP);
      code.branch(JvmBranch.GOTO, method.exits().waiting(method.offset(), method.state(), null));
      method.endFlow();
      return;
    }
    method.result(lane);
    if (lane == Lane.REFERENCE) {
      waitUnlessThere(lane);
    } else {
      method.loadContext();
      code.invokeVirtual(UnitTypes.CONTEXT, "status", UnitTypes.TO_INT);
      code.branch(JvmBranch.IFNE, waiting(lane));
    }
  }

  /** The exit for a call that gave nothing; its result lies on top of the operands. */
  private JvmLabel waiting(@Nullable Lane delivered) {
    State beneath = method.state().copy();
    beneath.pop();
    return method.exits().waiting(method.offset(), beneath, delivered);
  }

  private void waitUnlessThere(@Nullable Lane delivered) {
    method.load(method.state().fromTop(0), Lane.REFERENCE);
    code.branch(JvmBranch.IFNULL, waiting(delivered));
  }

  /** Returns what a call as the last act gave. */
  void passOn(VersionCode target) {
    if (target.resultSoFar() == null) {
      code.op(JvmOp.POP);
      code.branch(JvmBranch.GOTO, method.exits().nothing());
      method.endFlow();
      return;
    }
    Lane lane = target.result();
    version.mayReturn(lane);
    if (lane != version.result() || version.isResumable() && !target.isResumable()) {
      method.result(lane);
      method.loadContext();
      code.invokeVirtual(UnitTypes.CONTEXT, "status", UnitTypes.TO_INT);
      code.branch(JvmBranch.IFNE, method.exits().nothing());
      method.load(method.state().pop(), version.result());
    }
    code.op(Returns.of(version.result()));
    method.endFlow();
  }

  // ------------------------------------------------------------------ calls of other code

  private void callOutside(UnitFunction.Call call, int count, boolean tail) {
    method.standing().beforeAnyCall();
    method.runsOther();
    if (method.hasSite()) {
      method.tellPlace();
    }
    State state = method.state();
    Value expected = state.pop();
    List<Value> arguments = state.pop(count);
    FrameLayout waiting = version.isResumable() && !tail ? search.await() : null;
    method.loadContext();
    method.constants().push(code, call.target(), UnitTypes.TARGET);
    method.loadArray(arguments);
    method.load(expected, Lane.REFERENCE);
    if (waiting != null) {
      search.loadWaiting();
    } else if (version.isResumable()) {
      method.loadContinuation();
    }
    method.loadRoom();
    code.invokeVirtual(
        UnitTypes.CONTEXT, "call", version.isResumable() ? UnitTypes.CALL_WAITING : UnitTypes.CALL);
    if (waiting != null) {
      method.waits(waiting, Lane.REFERENCE);
      search.arrive(Lane.REFERENCE);
    } else {
      receiveAtom(tail);
    }
  }

  /**
   * Takes what the context gave for an instruction, or waits for it; returns it as the last act.
   */
  void receiveAtom(boolean tail) {
    if (!tail) {
      method.result(Lane.REFERENCE);
      waitUnlessThere(Lane.REFERENCE);
      return;
    }
    if (version.isResumable()) {
      method.result(Lane.REFERENCE);
      method.load(method.state().fromTop(0), Lane.REFERENCE);
      code.branch(JvmBranch.IFNULL, method.exits().nothing());
      ret(method.state().pop());
      return;
    }
    version.mayReturn(Lane.REFERENCE);
    code.op(JvmOp.ARETURN);
    method.endFlow();
  }
}
