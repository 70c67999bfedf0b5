package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Calls and returns. */
final class CallSteps {

  private final UnitPlan unit;
  private final MethodPlan plan;

  CallSteps(UnitPlan unit, MethodPlan plan) {
    this.unit = unit;
    this.plan = plan;
  }

  /** Returns the value of a place. */
  Step giveBack(State before, int place) {
    unit.returns(plan, before.val(place).lane());
    return Step.last(method -> method.giveBack(before, place));
  }

  /** Returns the value beneath the type if it passes a test against it. */
  Step passAndReturn(String test, CheckSteps checks, State before, int offset) {
    unit.returns(plan, before.fromTop(1).lane());
    return Step.last(
        method -> {
          checks.test(test, method, before, offset);
          method.giveBack(before, before.top(1));
        });
  }

  /** A call by a key. */
  Step call(Instruction instruction, State before, int offset) {
    Optional<UnitFunction.Call> found = plan.function().call(offset);
    if (found.isEmpty()) {
      unit.misses(instruction.opcode());
      return Step.last(
          method -> method.code().goto_(method.leave(offset, before, LeaveReason.NOT_COMPILED)));
    }
    UnitFunction.Call call = found.get();
    Site site = new Site(call.target(), instruction, before, offset);
    if (call.constructs()) {
      return construct(site);
    }
    boolean inClass = call.callee().isPresent() && unit.contains(call.callee().getAsInt());
    // Against Atom a call stays as it is.
    return inClass && !before.fromTop(0).is(Symbols.ATOM)
        ? direct(site, call.callee().getAsInt())
        : outside(site);
  }

  /** Where a call stands. Its arguments lie beneath the expected type. */
  private record Site(CallTarget target, Instruction instruction, State before, int offset) {
    int count() {
      return instruction.count();
    }

    boolean isLast() {
      return instruction.opcode() == Opcode.TAIL_CALL;
    }

    int argument(int index) {
      return before.top(count() - index);
    }

    List<Integer> arguments() {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < count(); i++) {
        places.add(argument(i));
      }
      return places;
    }

    State beneath() {
      return before.copy().drop(count() + 1);
    }
  }

  /** A call whose value is an atom, which lies behind it or is given back. */
  private Step atom(Site site, BiConsumer<MethodCode, State> call) {
    State after = site.beneath().push(Val.in(Lane.REFERENCE));
    Edge next = new Edge(after, site.offset() + 1);
    if (site.isLast()) {
      unit.returns(plan, Lane.REFERENCE);
    }
    return new Step(
        site.isLast() ? List.of() : List.of(next),
        method -> {
          call.accept(method, after);
          if (site.isLast()) {
            method.giveBack(after, after.top(0));
          } else {
            method.go(next);
          }
        });
  }

  // ------------------------------------------------------------------ data

  private Step construct(Site site) {
    return atom(
        site,
        (method, after) -> {
          CodeBuilder code = method.code();
          method.context().push(site.target(), Types.TARGET);
          switch (site.count()) {
            case 1 -> {
              method.load(site.before(), site.argument(0), Lane.REFERENCE);
              method.invoke("construct", Types.ATOM, Types.TARGET, Types.ATOM);
            }
            case 2 -> {
              method.load(site.before(), site.argument(0), Lane.REFERENCE);
              method.load(site.before(), site.argument(1), Lane.REFERENCE);
              method.invoke("construct", Types.ATOM, Types.TARGET, Types.ATOM, Types.ATOM);
            }
            default -> {
              code.loadConstant(site.count() + 1).anewarray(Types.ATOM);
              code.dup().iconst_0();
              method.push(site.target().head, Types.ATOM);
              code.aastore();
              for (int i = 0; i < site.count(); i++) {
                code.dup().loadConstant(i + 1);
                method.load(site.before(), site.argument(i), Lane.REFERENCE);
                code.aastore();
              }
              method.invoke("construct", Types.ATOM, Types.TARGET, Types.ATOMS);
            }
          }
          code.astore(method.atomScratch()).aload(method.atomScratch());
          code.ifnull(method.leave(site.offset(), site.before(), LeaveReason.RULES));
          code.aload(method.atomScratch());
          method.store(after.top(0), Lane.REFERENCE);
        });
  }

  // ------------------------------------------------------------------ calls in the class

  private Step direct(Site site, int function) {
    List<Lane> lanes =
        site.arguments().stream().map(place -> site.before().val(place).lane()).toList();
    MethodPlan callee = unit.callee(function, lanes, site.before().fromTop(0).constant());
    if (site.isLast() && callee == plan) {
      return Step.last(
          method -> {
            checkRules(method, site, callee);
            repeat(method, site);
          });
    }
    return site.isLast() ? directLast(site, callee) : directInside(site, callee);
  }

  /** Rules can change between any two calls; so each call asks. */
  private static void checkRules(MethodCode method, Site site, MethodPlan callee) {
    int expected = site.before().top(0);
    if (site.before().val(expected).constant() == null) {
      method.load(site.before(), expected, Lane.REFERENCE);
      method.code().getstatic(Types.SYMBOLS, "ATOM", Types.SYMBOL);
      method
          .code()
          .if_acmpeq(method.leave(site.offset(), site.before(), LeaveReason.EXPECTED_TYPE));
    }
    method.push(site.target(), Types.TARGET);
    method.push(callee.function().code(), Types.CODE);
    method.code().invokevirtual(Types.TARGET, "runs", MethodTypeDesc.of(CD_boolean, Types.CODE));
    method.code().ifeq(method.leave(site.offset(), site.before(), LeaveReason.RULES));
  }

  /** A call of this very method as the last act is a loop. */
  private void repeat(MethodCode method, Site site) {
    List<Lane> lanes = plan.parameterLanes();
    for (int i = 0; i < lanes.size(); i++) {
      method.load(site.before(), site.argument(i), lanes.get(i));
    }
    for (int i = lanes.size() - 1; i >= 0; i--) {
      method.store(i, lanes.get(i));
    }
    method.code().goto_(method.start());
  }

  private void invoke(MethodCode method, Site site, MethodPlan callee) {
    checkRules(method, site, callee);
    method.context();
    List<Lane> lanes = callee.parameterLanes();
    for (int i = 0; i < lanes.size(); i++) {
      method.load(site.before(), site.argument(i), lanes.get(i));
    }
    method.loadRoom();
    method.code().invokestatic(unit.className(), callee.name(), callee.type());
  }

  private Step directLast(Site site, MethodPlan callee) {
    Lane given = callee.result();
    if (given != null) {
      unit.returns(plan, given);
    }
    State after = site.beneath().push(Val.in(callee.resultLane()));
    return Step.last(
        method -> {
          invoke(method, site, callee);
          method.store(after.top(0), callee.resultLane());
          method.pushStatus();
          method.code().ifne(method.nothing());
          if (given == null) {
            method.code().goto_(method.nothing());
          } else {
            method.giveBack(after, after.top(0));
          }
        });
  }

  private Step directInside(Site site, MethodPlan callee) {
    Lane given = callee.result();
    Lane lane = callee.resultLane();
    State after = site.beneath().push(Val.in(lane));
    Edge next = new Edge(after, site.offset() + 1);
    if (given != null) {
      State held = site.beneath().keep(unit.liveAt(plan, site.offset() + 1));
      unit.waits(
          plan, Exits.layout(unit, plan, site.offset(), true, LeaveReason.DEPTH, held), given);
    }
    return new Step(
        given == null ? List.of() : List.of(next),
        method -> {
          invoke(method, site, callee);
          method.store(after.top(0), lane);
          method.pushStatus();
          method.code().ifne(method.waiting(site.offset(), site.beneath()));
          if (given == null) {
            method.code().goto_(method.nothing());
          } else {
            method.go(next);
          }
        });
  }

  // ------------------------------------------------------------------ calls of other code

  private Step outside(Site site) {
    return atom(
        site,
        (method, after) -> {
          method.context().push(site.target(), Types.TARGET);
          method.loadArray(site.before(), site.arguments());
          method.load(site.before(), site.before().top(0), Lane.REFERENCE);
          method.loadRoom();
          method.invoke("call", Types.ATOM, Types.TARGET, Types.ATOMS, Types.ATOM, CD_int);
          method.store(after.top(0), Lane.REFERENCE);
          method.pushStatus();
          method
              .code()
              .ifne(
                  site.isLast() ? method.nothing() : method.waiting(site.offset(), site.beneath()));
        });
  }
}
