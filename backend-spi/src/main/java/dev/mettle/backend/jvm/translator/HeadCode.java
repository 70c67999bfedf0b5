package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls of values, such as a function that is an argument. Where the interpreter has met a few
 * functions that are part of the class, the value is held against each of them, and the call is
 * made like one by a name: in lanes, and without a check where the type and the lanes leave nothing
 * to check. Any other value goes the general way in the same place.
 */
final class HeadCode {

  private static final MethodTypeDesc VERDICT =
      MethodTypeDesc.of(CD_int, UnitTypes.SITE, UnitTypes.ATOM);
  private static final MethodTypeDesc CALL_VALUE =
      MethodTypeDesc.of(
          UnitTypes.ATOM, UnitTypes.SITE, UnitTypes.ATOM, Types.ATOMS, UnitTypes.ATOM, CD_int);

  private final Unit unit;
  private final VersionCode version;
  private final MethodWriter method;
  private final Blocks blocks;
  private final CallCode calls;
  private final CodeBuilder code;

  HeadCode(Unit unit, VersionCode version, MethodWriter method, Blocks blocks, CallCode calls) {
    this.unit = unit;
    this.version = version;
    this.method = method;
    this.blocks = blocks;
    this.calls = calls;
    this.code = method.code();
  }

  /** The functions that the value of a local is likely to be here. */
  private List<UnitFunction.Head> heads(int local) {
    return method.state().local(local) instanceof Value.Stored stored
            && stored.lane() == Lane.REFERENCE
        ? version.function().heads(method.offset())
        : List.of();
  }

  /** Goes elsewhere unless the value of a local is a function. */
  private void unlessHead(int local, UnitFunction.Head head, JvmLabel otherwise) {
    method.load(method.state().local(local), Lane.REFERENCE);
    method.constants().pushAtom(code, head.target().head);
    code.branch(JvmBranch.IF_ACMPNE, otherwise);
  }

  /** Goes elsewhere if a function has other rules or another type than when it was met. */
  private void unlessUnchanged(UnitFunction.Head head, JvmLabel otherwise) {
    method
        .standing()
        .beforeHead(
            head.target(),
            unit.codeOf(head.callee()),
            head.signature().map(UnitFunction.Signature::type),
            otherwise);
  }

  // ------------------------------------------------------------------ what the value is

  void jumpByHead(Instruction instruction) {
    int local = instruction.immediate(0);
    JvmLabel other = code.newLabel();
    List<UnitFunction.Head> heads = heads(local);
    for (UnitFunction.Head head : heads) {
      JvmLabel next = head == heads.getLast() ? other : code.newLabel();
      unlessHead(local, head, next);
      unlessUnchanged(head, other);
      int way = head.signature().isPresent() ? 3 : 2;
      code.branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(way)));
      method.place(next);
    }
    if (method.state().local(local) instanceof Value.Stored stored
        && stored.lane() == Lane.REFERENCE) {
      method.loadContext();
      method.load(stored, Lane.REFERENCE);
      method.invoke("dereference", UnitTypes.ATOM_TO_ATOM);
      method.storeAt(local, Lane.REFERENCE);
    }
    method.loadContext();
    method.pushSite();
    method.load(method.state().local(local), Lane.REFERENCE);
    method.invoke("headVerdict", VERDICT);
    int next = method.offset() + 1;
    boolean takesData = heads.isEmpty() || method.isCompiled(next);
    JvmLabel data = takesData ? code.newLabel() : method.leaveFor(next, LeaveReason.EVALUATION);
    code.tableSwitch(
        0,
        List.of(data, wayOf(instruction, heads, false), wayOf(instruction, heads, true)),
        seldom(instruction.immediate(4)));
    if (takesData) {
      method.place(data);
    } else {
      method.endFlow();
    }
  }

  /** The way of functions with a type, or of those without; seldom taken if all met are others. */
  private JvmLabel wayOf(Instruction instruction, List<UnitFunction.Head> heads, boolean typed) {
    int target = instruction.immediate(typed ? 3 : 2);
    return heads.isEmpty() || heads.stream().anyMatch(h -> h.signature().isPresent() == typed)
        ? blocks.edge(method, target)
        : seldom(target);
  }

  private JvmLabel seldom(int target) {
    return blocks.seldom(method, target, LeaveReason.EVALUATION);
  }

  // ------------------------------------------------------------------ checks

  /**
   * Puts down what the check of a call finds, and goes on at {@code done}, for heads whose types
   * leave nothing to check but what a look at the arguments tells.
   *
   * @param plan the local that it is put into
   */
  void admit(Expression call, Value expected, int plan, JvmLabel done) {
    if (!(call.get(0) instanceof Variable head)) {
      return;
    }
    List<UnitFunction.Head> admitted = new ArrayList<>();
    for (UnitFunction.Head known : heads(head.slot())) {
      known.signature().filter(s -> admits(s, call, expected)).ifPresent(s -> admitted.add(known));
    }
    if (admitted.isEmpty()) {
      return;
    }
    State before = method.state().copy();
    Stretch stretch = method.stretch();
    JvmLabel other = code.newLabel();
    for (UnitFunction.Head known : admitted) {
      UnitFunction.Signature signature = known.signature().orElseThrow();
      JvmLabel next = known == admitted.getLast() ? other : code.newLabel();
      unlessHead(head.slot(), known, next);
      unlessUnchanged(known, other);
      unlessNumbers(call, signature, other);
      method.constants().push(code, signature.plan(), CD_Object);
      method.storeAt(plan, Lane.OBJECT);
      code.branch(JvmBranch.GOTO, done);
      method.setState(before.copy());
      method.setStretch(stretch);
      method.place(next);
    }
  }

  /** Whether nothing but which references are numbers decides about a call. */
  private boolean admits(UnitFunction.Signature signature, Expression call, Value expected) {
    Expression type = signature.type();
    if (!(expected instanceof Value.Known known)
        || known.atom() != Symbols.UNDEFINED && known.atom() != type.get(type.size() - 1)) {
      return false;
    }
    for (int i = 1; i < call.size(); i++) {
      Optional<Value> argument = argument(call.get(i));
      Atom formal = type.get(i);
      if (argument.isEmpty() || !mayAdmit(formal, argument.get())) {
        return false;
      }
    }
    return true;
  }

  /** The value of an argument that is written as a variable or a constant that is no expression. */
  private Optional<Value> argument(Atom written) {
    return switch (written) {
      case Variable v -> Optional.of(method.state().local(v.slot()));
      case Expression e -> Optional.empty();
      case Symbol _, Grounded _ -> Optional.of(new Value.Known(written));
    };
  }

  private static boolean mayAdmit(Atom formal, Value argument) {
    return formal == Symbols.ATOM
        || switch (argument.lane()) {
          case LONG, DOUBLE -> formal == Symbols.NUMBER || formal == Symbols.UNDEFINED;
          case BOOLEAN -> formal == Symbols.BOOL || formal == Symbols.UNDEFINED;
          case REFERENCE -> formal == Symbols.NUMBER && argument instanceof Value.Stored;
          case OBJECT -> false;
        };
  }

  /** Goes elsewhere if a reference that has to be a number is none. */
  private void unlessNumbers(Expression call, UnitFunction.Signature signature, JvmLabel other) {
    for (int i = 1; i < call.size(); i++) {
      Value argument = argument(call.get(i)).orElseThrow();
      if (signature.type().get(i) == Symbols.NUMBER && argument.lane() == Lane.REFERENCE) {
        method.load(argument, Lane.REFERENCE);
        code.instanceOf(Types.NUMBER_ATOM);
        code.branch(JvmBranch.IFEQ, other);
      }
    }
  }

  // ------------------------------------------------------------------ calls

  void callValue(Instruction instruction, boolean tail) {
    method.standing().beforeAnyCall();
    List<UnitFunction.Head> heads = new ArrayList<>();
    if (!version.isResumable()) {
      Value expected = method.state().fromTop(0);
      for (UnitFunction.Head head : heads(instruction.immediate(0))) {
        if (unit.contains(head.callee())
            && !unit.mayGiveSeveral(head.callee())
            && isFor(head, expected)) {
          heads.add(head);
        }
      }
    }
    if (heads.isEmpty()) {
      callAnyValue(instruction, tail);
    } else {
      callLikely(instruction, tail, heads);
    }
  }

  /** Whether a call that expects this may be one of a function without a check, or with one. */
  private static boolean isFor(UnitFunction.Head head, Value expected) {
    return switch (expected) {
      case Value.Known known -> head.signature().isEmpty() && known.atom() != Symbols.ATOM;
      case Value.Stored stored -> head.signature().isPresent();
    };
  }

  /** What the value of a call is cast to. */
  private static Value expectedOf(UnitFunction.Head head, Value expected) {
    return head.signature()
        .<Value>map(s -> new Value.Known(s.type().get(s.type().size() - 1)))
        .orElse(expected);
  }

  /** One of the ways that a call takes. */
  private record Way(UnitFunction.Head head, VersionCode target, JvmLabel label) {}

  private void callLikely(Instruction instruction, boolean tail, List<UnitFunction.Head> heads) {
    int local = instruction.immediate(0);
    int count = instruction.count();
    State before = method.state().copy();
    Value expected = before.fromTop(0);
    List<Value> arguments = before.copy().pop(count + 1).subList(0, count);
    List<Way> ways = new ArrayList<>();
    for (UnitFunction.Head head : heads) {
      VersionCode target = calls.versionFor(head.callee(), arguments, expectedOf(head, expected));
      JvmLabel label = code.newLabel();
      method.load(method.state().local(local), Lane.REFERENCE);
      method.constants().pushAtom(code, head.target().head);
      code.branch(JvmBranch.IF_ACMPEQ, label);
      ways.add(new Way(head, target, label));
    }
    JvmLabel other = code.newLabel();
    JvmLabel joined = code.newLabel();
    method.place(other);
    callAnyValue(instruction, tail);
    Optional<Lane> lane = laneOf(ways);
    State after = null;
    if (method.isReachable() && lane.isPresent()) {
      unboxResult(lane.get());
      after = method.state().copy();
      code.branch(JvmBranch.GOTO, joined);
    }
    for (Way way : ways) {
      method.setState(before.copy());
      method.place(way.label());
      if (expected instanceof Value.Stored) {
        // What the check found for this very head is the type that it has.
        method.load(expected, Lane.REFERENCE);
        method.load(expectedOf(way.head(), expected), Lane.REFERENCE);
        code.branch(JvmBranch.IF_ACMPNE, other);
      }
      method
          .standing()
          .beforeLikelyCall(way.head().target(), unit.codeOf(way.head().callee()), other);
      method.state().pop(count + 1);
      calls.pushCall(way.target(), arguments, expectedOf(way.head(), expected), () -> {});
      if (tail) {
        calls.passOn(way.target());
        continue;
      }
      calls.receive(way.target());
      if (method.isReachable() && after != null) {
        method.load(method.state().pop(), lane.orElseThrow());
        method.result(lane.orElseThrow());
        method.move(after);
        code.branch(JvmBranch.GOTO, joined);
      }
    }
    method.endFlow();
    if (after != null) {
      method.setState(after);
      method.place(joined);
    }
  }

  /**
   * The lane that the values of a call are in, as far as is known: the one that all functions give
   * theirs in. Not known where none returns yet; what any other function gives is no better then.
   */
  private Optional<Lane> laneOf(List<Way> ways) {
    List<Lane> found = new ArrayList<>();
    for (Way way : ways) {
      Lane lane = way.target().resultSoFar();
      if (lane != null && !found.contains(lane)) {
        found.add(lane);
      }
    }
    if (found.isEmpty()) {
      return unit.knowsLanes() ? Optional.of(Lane.REFERENCE) : Optional.empty();
    }
    return Optional.of(found.size() == 1 && method.guesses() ? found.getFirst() : Lane.REFERENCE);
  }

  /**
   * Takes what any function gave for a value of a lane, and leaves behind the call if it is none.
   */
  private void unboxResult(Lane lane) {
    if (lane == Lane.REFERENCE) {
      return;
    }
    State state = method.state();
    Value value = state.fromTop(0);
    method.load(value, Lane.REFERENCE);
    code.instanceOf(Types.box(lane));
    code.branch(
        JvmBranch.IFEQ, method.exits().leave(method.offset() + 1, LeaveReason.RESULT_KIND, state));
    state.pop();
    method.load(value, Lane.REFERENCE);
    code.checkCast(Types.box(lane));
    code.invokeVirtual(Types.box(lane), "value", Types.unboxing(lane));
    method.result(lane);
  }

  private void callAnyValue(Instruction instruction, boolean tail) {
    State state = method.state();
    Value expected = state.pop();
    List<Value> operands = state.pop(instruction.count());
    method.loadContext();
    method.pushSite();
    method.load(state.local(instruction.immediate(0)), Lane.REFERENCE);
    method.loadArray(operands);
    method.load(expected, Lane.REFERENCE);
    method.loadRoom();
    method.invoke("callValue", CALL_VALUE);
    calls.receiveAtom(tail);
  }
}
